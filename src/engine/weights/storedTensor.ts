import type { Said } from '../../lang/sentence.ts';

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

export type LayerSetting =
  | string
  | number
  | boolean
  | undefined
  | readonly (string | number | boolean | undefined)[];

/** What a whole pickled module says of one of the modules in it. */
export interface LayerRecord {
  /** As `torch.nn.modules.conv.Conv2d`. */
  readonly class: string;
  /** It has no modules inside. */
  readonly isLeaf: boolean;
  /** It has parameters or buffers of its own. */
  readonly hasTensors: boolean;
  /** Its settings, such as `stride`, by PyTorch's names; None is undefined. */
  readonly attributes: ReadonlyMap<string, LayerSetting>;
}

/** One network of a file. */
export interface StoredNetwork {
  /** Where it lies in the file, as `checkpoint.state_dict`; empty where it is all of the file. */
  readonly key: string;
  readonly tensors: StoredTensors;
  /** What is there and cannot be read, and why, by name. */
  readonly unread?: ReadonlyMap<string, Said>;
  /** The class of a whole pickled module, as `torchvision.models.resnet.ResNet`. */
  readonly module?: string;
  /** Of a whole pickled module: the modules in it by their paths, itself under the empty one. */
  readonly layers?: ReadonlyMap<string, LayerRecord>;
}

/** What a file of weights holds, whoever wrote it. */
export interface WeightsFile {
  /** One at the least. */
  readonly networks: readonly StoredNetwork[];
  /** What the file says of itself: text by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Counters such as `num_batches_tracked`, and masks, are no network's weights. */
export const holdsWeights = ({ dtype }: Pick<StoredTensor, 'dtype'>) =>
  dtype.startsWith('float') || dtype === 'bfloat16';
