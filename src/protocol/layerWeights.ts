/**
 * The weight of one layer of a kept network, seen closely.
 */

/** Counts between least and most, in equal steps. */
export interface Histogram {
  readonly least: number;
  readonly most: number;
  readonly counts: readonly number[];
}

/** What rounding to a number of bits would take from a weight, with a symmetric grid for each output. */
export interface RoundingError {
  readonly bits: number;
  /** Root of the mean squared error over the root of the mean square, 0 … 1. */
  readonly share: number;
}

export interface LayerWeights {
  readonly layer: string;
  /** As PyTorch prints it. */
  readonly shape: readonly number[];
  /** How many numbers it has. */
  readonly count: number;
  /** Of them, as they are used. */
  readonly mean: number;
  readonly deviation: number;
  readonly zeros: number;
  readonly histogram: Histogram;
  /** Each value that occurs with how often, ascending, where there are few: of what is on a grid or shares its values. */
  readonly levels?: readonly (readonly [value: number, count: number])[];
  /** Of each output the largest magnitude: what its own grid would span. */
  readonly channels: readonly number[];
  readonly errors: readonly RoundingError[];
  /** Of the weight as a matrix of inputs (with the places of a filter) by outputs, descending; absent of depthwise filters. */
  readonly singular?: readonly number[];
  /** The same layer of the network that it was made of, where that has this shape: over the same steps as `histogram`. */
  readonly before?: { readonly histogram: Histogram; readonly change: number };
}
