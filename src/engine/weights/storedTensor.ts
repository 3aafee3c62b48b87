/**
 * A tensor whose values are still where they are kept, in the layout of its origin (PyTorch's): weights of hundreds of
 * megabytes are read one by one.
 */
export interface StoredTensor {
  readonly shape: readonly number[];
  /** What each number is kept as: `float32`, `bfloat16`, `int64`, … */
  readonly dtype: string;
  /** In row-major order, as float32. */
  values(): Promise<Float32Array>;
}

/** Names to tensors, in the file's order. */
export type StoredTensors = ReadonlyMap<string, StoredTensor>;

/** As much of a state dict as says which network it belongs to. */
export type NamedShapes = ReadonlyMap<string, { readonly shape: readonly number[] }>;

/** What a file of weights holds, whoever wrote it. */
export interface WeightsFile {
  readonly tensors: StoredTensors;
  /** What the file says of itself: text by name. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The class of a whole pickled module, as `torchvision.models.resnet.ResNet`. */
  readonly module?: string;
}

/** Counters such as `num_batches_tracked`, and masks, are no network's weights. */
export const holdsWeights = ({ dtype }: Pick<StoredTensor, 'dtype'>) =>
  dtype.startsWith('float') || dtype === 'bfloat16';
