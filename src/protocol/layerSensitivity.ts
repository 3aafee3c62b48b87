/**
 * How much a network loses when one of its layers alone has few bits.
 */

export interface LayerSensitivityAsked {
  /** Of a kept network. */
  readonly id: string;
  /** Of a weight, each from 2 to 8. */
  readonly bits: readonly number[];
  /** Validation images, evenly spaced; all where there are no more. */
  readonly images: number;
  /** Of them alone, so that a caller can tell how far it is; of all unless given. */
  readonly layers?: readonly string[] | undefined;
}

/** Of one layer at so many bits, all else in float32. */
export interface LayerSensitivity {
  readonly layer: string;
  readonly bits: number;
  /** Mean relative entropy from the network's own predictions, nats. */
  readonly divergence: number;
  /** Cross entropy, nats. */
  readonly loss: number;
  readonly accuracy: number;
}

export interface SensitivityScan {
  /** Of the network as it is. */
  readonly before: Pick<LayerSensitivity, 'loss' | 'accuracy'>;
  /** Of each layer at each number of bits, in the network's order. */
  readonly layers: readonly LayerSensitivity[];
  /** Validation images that it is of. */
  readonly images: number;
}
