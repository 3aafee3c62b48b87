/**
 * What the panel's tabs share: one image, one pair of models, one temperature, and how they are shown.
 */
import type { BarOrder } from './bars.ts';
import type { Models } from './useModels.ts';

export interface Look {
  readonly classes: readonly string[];
  /** True class of the chosen image; −1 until it is known. */
  readonly label: number;
  readonly models: Models;
  readonly temperature: number;
  readonly order: BarOrder;
  readonly setOrder: (order: BarOrder) => void;
  /** Whether the soft loss has its factor T². */
  readonly scaled: boolean;
  readonly setScaled: (scaled: boolean) => void;
}
