/**
 * Networks that answer for images and are never trained here.
 */

import type { ProblemError } from '../../lang/problem.ts';
import type { Model } from '../families/model.ts';
import type { Parameters } from '../layers/parameters.ts';

/** One that other software runs, or that is asked through what is known of it already. */
export interface ExternalModel {
  /** As a person reads it: “tfjs LayersModel”, “ONNX”. */
  readonly label: string;
  /** How many numbers it gives for an image: its logits K, or its features F. */
  readonly outputs: number;
  /** Numbers that were trained, and the bytes of all that are kept. */
  readonly parameters: number;
  readonly bytes: number;
  /** Height and width that it takes; undefined where it takes any. */
  readonly imageSize: number | undefined;
  /** Tells it from any other in memory and on disk: made of its weights and of what is asked of it. */
  readonly fingerprint: string;
  /**
   * @param images [count, size, size, 3], normalised by `channelMean` and `channelDeviation` as all of ours are; not kept.
   * @returns [count × outputs] row by row, which the caller owns.
   * @throws ProblemError where it cannot run on these images or on this backend
   */
  predict(images: Float32Array, count: number, size: number): Promise<Float32Array>;
  /**
   * Where it has logits of some images alone, and runs nothing: those of each image, [outputs], undefined of others. `predict` throws
   * where one is missing.
   */
  readonly find?: (
    images: Float32Array,
    count: number,
    size: number,
  ) => Promise<readonly (Float32Array | undefined)[]>;
  /** Says which of so many images it lacks, see `find`. */
  readonly lacking?: (missing: readonly MissingView[], all: number) => ProblemError;
  /** Where its outputs are a function of another external model's, which may be known already: that one, and the function of its rows. */
  readonly over?: {
    readonly base: ExternalModel;
    /** @param rows [count × base.outputs] @returns [count × outputs] */
    apply(rows: Float32Array): Float32Array;
  };
  /** Where it is a network of ours after all, asked through features that are computed once: its weights, to be saved or copied. */
  readonly network?: { readonly model: Model; readonly parameters: Parameters };
  dispose(): void;
}

/** A view of an image of which nothing is stored; both from 0. */
export interface MissingView {
  readonly image: number;
  readonly version: number;
}

/** What a foreign model has to offer. */
export interface ForeignModel {
  /** Its answers before any softmax; absent where it ends in something else than one row per image. */
  readonly logits?: ExternalModel;
  /** What its last dense layers see, [F] for an image; absent where that cannot be told. */
  readonly features?: ExternalModel;
  /** What the files say of themselves, such as `classes` (a JSON array of names). */
  readonly metadata: Readonly<Record<string, string>>;
  /** Its files, or how it is built, say what it takes for pixels, so that no setting of ours has a say. */
  readonly saysPixels?: boolean;
}

export type { InputScale, InputScaleChoice } from '../../spec/choices.ts';
