import type { Quantities } from '../../../protocol/quantityNames.ts';

/** A network that was asked for and not trained: it stands in the pictures as a hollow dot. */
export interface NetworkPreview {
  /** Of the group that it would be made of. */
  readonly parentKey: string;
  /** What would make it: "half the channels". */
  readonly label: string;
  /** Untrained; accuracy on some validation images only. */
  readonly quantities: Quantities;
  /** What other values of the same setting gave, this one among them, in the order of the setting. */
  readonly curve: readonly Quantities[];
}
