/**
 * What a sweep produces: plain data that crosses threads, is stored, drawn, tabulated and downloaded as it is.
 */

import type { Problem } from '../lang/problem.ts';
import type { Sentence } from '../lang/sentence.ts';
import type { BackendName, InputScale, ModelName } from '../spec/choices.ts';
import type { Assignment } from './assignments.ts';
import type { ClassOrder } from './classOrder.ts';
import type { Quantities } from './quantityNames.ts';

/** Means over one pass of a set of images. Losses in nats (or squared logits, for `soft` under MSE). */
export interface Measures {
  /** Σ weight · term: alpha·hard + (1 − alpha)·soft. */
  readonly loss: number;
  /**
   * Every term of the objective by name; `hard` and `soft` are always among them. Of a student with distillation tokens also on what share
   * of images its heads agree with each other, the label and the teacher.
   */
  readonly terms: Readonly<Record<string, number>>;
  /** Share of images whose largest logit is the label's, 0 … 1. */
  readonly accuracy: number;
  /** Mean over images and classes of |teacher logit − student logit|: the seed's `diff_t_s`. */
  readonly difference: number;
}

export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  readonly learningRate: number;
  /** Running means over the epoch's training batches, in training mode, before each step. */
  readonly train: Measures;
  /** Over the whole validation set, in evaluation mode, after the epoch. */
  readonly validation: Measures;
  /** Of the first epoch: what the loss of features or relations weighs, where that was measured before the first step. */
  readonly featureWeight?: number;
  /** Validation accuracies of the students that learn beside it, 0 … 1; absent where it learns alone. */
  readonly fellows?: readonly number[];
  /** After the epoch; of run 1 of each point, and absent where a gradient has no direction. */
  readonly gradients?: Gradients;
  /** Of training and validation; what the gradients took is not among them, as only run 1 has them. */
  readonly seconds: number;
}

/**
 * The gradients of the loss's two terms with respect to all trained weights, each unweighted, on a few training images
 * that are the same for every point and epoch: their norms, and the cosine of the angle between them.
 */
export interface Gradients {
  readonly hard: number;
  readonly soft: number;
  readonly cosine: number;
}

export type RunStatus = 'running' | 'finished' | 'stopped' | 'failed';

/** One stage of a run: what it did to the network that it was given, and what the network that it gave is like. */
export interface StageRecord {
  /** `distil`, `prune`, `quantise`, …: the stage's name in a recipe. */
  readonly kind: string;
  /** How often what it stands in had been repeated before, from 0. */
  readonly level: number;
  /** Epochs from 1; none of a stage that does not train. */
  readonly history: readonly EpochRecord[];
  /** Of the network at the stage's end. What an epoch measured is in the last of `history` and need not be here. */
  readonly measures: Quantities;
  /** Of the same network before batch norm's statistics were measured anew, where they were. */
  readonly uncalibrated?: Quantities;
  /** What it was to reach, and what it did, by name: as `{ keep: 0.5 }` and `{ keep: 0.484 }`. */
  readonly asked?: Readonly<Record<string, number>>;
  readonly reached?: Readonly<Record<string, number>>;
  /** Of a stage that rounds weights: the bits of a weight in each layer, in the order in which they run. */
  readonly layerBits?: Readonly<Record<string, number>>;
}

/** One run: a student at a point of the sweep, through the stages of its recipe. */
export interface RunRecord extends Assignment {
  readonly status: RunStatus;
  /** Those that have begun, in order. */
  readonly stages: readonly StageRecord[];
  readonly problem?: Problem;
}

/** A teacher trained here has the same curves, less those that need a teacher. */
export interface TeacherEpochRecord {
  readonly epoch: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly train: { readonly loss: number; readonly accuracy: number };
  readonly validation: { readonly loss: number; readonly accuracy: number };
  readonly seconds: number;
}

/** A network's size. Bytes are of its float32 parameters and buffers; multiply-adds are of one image, forward. */
export interface ModelCard {
  /** `foreign` where other software runs it. */
  readonly name: ModelName | 'foreign';
  readonly label: string;
  /** Undefined where its channels are no one multiple of its family's, as after pruning. */
  readonly width: number | undefined;
  readonly parameters: number;
  readonly bytes: number;
  /** 0 where nobody can tell. */
  readonly multiplyAdds: number;
  /** Height and width of the images that the network was made for, where its file says them. */
  readonly madeFor?: number;
  /** Of a file's: what a person should know of how it was read, such as which of its networks was taken. */
  readonly remarks?: readonly Sentence[];
}

/** What training will take of the device's memory, estimated before it starts. */
export interface MemoryStated {
  /** Absent where it cannot be told: an operation's share is not known. */
  readonly bytes?: number;
  /** Whether that is more than devices are taken to have. */
  readonly isMuch: boolean;
  readonly advice: Sentence;
}

/** From here on it is said unasked, in bytes: any device has less. */
const memoryWorthSaying = 2 ** 28;

/** Whether it is said unasked: it is much, or nobody can tell how much. */
export const isWorthSaying = ({ bytes = Number.POSITIVE_INFINITY }: MemoryStated) =>
  bytes >= memoryWorthSaying;

/** What a sweep asked of its teacher. */
export interface TeacherUse {
  /** How often a student was compared with the teacher's answer to a training image. */
  readonly answers: number;
  /**
   * Images that the teacher was shown for them; the other answers were kept from earlier. More than `answers` where it was
   * asked about all versions beforehand, and the students did not come to see all of them.
   */
  readonly asked: number;
  /** What the kept answers saved, at the teacher's pace on validation images; absent where that was not measured. */
  readonly secondsSaved?: number;
  /** Views of each image, where they are drawn at random: 0 for a new one every time. */
  readonly views?: number;
  /** Of each teacher, in their order; absent where every view is new, so that nothing is stored. */
  readonly stored?: readonly StoredUse[];
}

/** One teacher's logits of training images. */
export interface StoredUse extends Pick<TeacherUse, 'asked'> {
  readonly label: string;
  /** Comparisons for which the teacher was not run. */
  readonly saved: number;
  readonly bytes: number;
}

export type TeacherSource = 'shipped' | 'trained' | 'saved' | 'file';

export interface TeacherCard extends ModelCard {
  readonly source: TeacherSource;
  /** For saved teachers: `saved-…`, as the experiment names it. */
  readonly id: string;
  /** On the whole validation set, 0 … 1; undefined until measured. */
  readonly accuracy?: number;
  /** Whether its outputs stand in the order of the dataset's classes, as the validation images tell; undefined until measured. */
  readonly order?: ClassOrder;
  /** What one image's forward pass takes; measured for sweeps whose networks are timed too. */
  readonly milliseconds?: number;
  /** Its last layer is not the file's: a new one is trained, or was, for the dataset's classes. */
  readonly newHead?: true;
  /** What it takes for pixels, where other software runs it or these are not the lab's own. */
  readonly takes?: InputScale;
  /** Its file says what that is, so nobody has to choose. */
  readonly saysPixels?: true;
  /** The file names the dataset's classes in another order, and its outputs were put in the dataset's. */
  readonly orderedByName?: true;
  /**
   * Of several teachers together each one's own card, in their order. Sizes are then sums, accuracy and order those of what they say
   * together, and name and width the first one's.
   */
  readonly members?: readonly TeacherCard[];
  /** Of several teachers, once they are measured. */
  readonly apart?: RightApart;
}

/** Of several teachers, how many validation images each gets right where others do not. */
export interface RightApart {
  readonly images: number;
  /** On which all are right. */
  readonly all: number;
  readonly none: number;
  /** Of each teacher, those on which it is right and no other. */
  readonly only: readonly number[];
}

export interface SavedTeacher {
  readonly id: string;
  readonly label: string;
  readonly dataset: string;
  readonly accuracy: number;
  readonly savedAt: string;
}

export interface RejectedFile {
  readonly path: string;
  readonly reason: Sentence;
}

/** A small picture to look at; rgba is size × size × 4 bytes, row by row. */
export interface SquarePicture {
  readonly size: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** An image of the dataset. */
export interface Thumbnail extends SquarePicture {
  readonly split: 'train' | 'validation';
  /** Position in its split. */
  readonly index: number;
  /** Class number. */
  readonly label: number;
}

export interface SplitSummary {
  readonly count: number;
  /** Images of each class, in class order. */
  readonly perClass: readonly number[];
}

export interface DatasetSummary {
  /** As the experiment names it: `insects` or `folder-` and a fingerprint. */
  readonly id: string;
  readonly label: string;
  readonly classes: readonly string[];
  readonly imageSize: number;
  readonly train: SplitSummary;
  readonly validation: SplitSummary;
  /** `given`: the folder had a validation folder; `drawn`: we split it, this share of each class. */
  readonly split: { readonly kind: 'given' } | { readonly kind: 'drawn'; readonly share: number };
  readonly rejected: readonly RejectedFile[];
  /** The name of images without labels that students may see, see `distilImages`. */
  readonly distilImages?: string;
  /** Of a folder: which of its folders are used for what. */
  readonly understood?: Sentence;
  /** A few training images of each class. */
  readonly thumbnails: readonly Thumbnail[];
  /** Bytes that the decoded images hold in memory. */
  readonly bytes: number;
}

/**
 * Why the GPU does not train though it might have: the browser has no WebGPU, or no adapter, or only one that computes on
 * the processor, or WebGPU did not start.
 */
export type GpuRefusal = 'missing' | 'no-adapter' | 'software' | 'failed';

export interface BackendCard {
  readonly name: BackendName;
  /** What a person would call it: "WebGPU, Apple M2", "WebAssembly, SIMD, 1 thread". */
  readonly label: Sentence;
  /** Why this one, in one sentence. */
  readonly reason: Sentence;
  readonly software: boolean;
  readonly threads: number;
  /** Of what was chosen automatically; absent where the GPU trains, or was measured to be slower. */
  readonly refusal?: GpuRefusal;
  /** Of WebAssembly: whether it computes four numbers at a time. */
  readonly simd?: boolean;
}
