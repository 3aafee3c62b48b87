/**
 * A set of images held on the device with its labels and the teachers' logits, ready to be evaluated on every epoch.
 */
import { dispose, type Tensor2D, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { Signals } from '../objectives/term.ts';
import { type BatchSource, batchShape } from './batches.ts';

export interface HeldOutBatch {
  readonly count: number;
  /** [B, K] float32 one-hot. */
  readonly labels: Tensor2D;
  /** What each teacher says of them. */
  readonly teachers: readonly Signals[];
  /** [B, S, S, 3]; dispose with `release` when done. */
  images(): Tensor4D;
  release(images: Tensor4D): void;
}

export interface HeldOut {
  /** Version 0 of every image is used. */
  readonly source: BatchSource;
  /** K */
  readonly classes: number;
  /** Each teacher's logits in image order, [N, K]. */
  readonly teacherTables: readonly Float32Array[];
  /** Images that are shown together. */
  readonly batchSize: number;
  /** The set in tensors, made when they are first asked for. */
  batches(): readonly HeldOutBatch[];
  dispose(): void;
}

/** Images that are evaluated together. */
export const evaluationBatch = 100;

/** Images up to this many bytes stay on the device; more are uploaded anew on every pass. */
const keptBytes = 64 * 2 ** 20;

/**
 * Labels as float32 one-hot rows, [B, K], rows of 0 for labels below 0; the caller owns them. Written here and not by tfjs's `oneHot`, whose wasm
 * kernel puts the bits of the integer 1 into a float32 tensor.
 */
export function oneHotLabels(labels: Int32Array, classes: number): Tensor2D {
  const rows = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => {
    if (label >= 0) rows[row * classes + label] = 1;
  });
  return tensor2d(rows, [labels.length, classes]);
}

/** The caller keeps `source` and `teacherTables`, and disposes what this makes of them. */
export function holdOut(
  source: BatchSource,
  classes: number,
  teacherTables: readonly Float32Array[],
  batchSize = evaluationBatch,
): HeldOut {
  const { count } = source;
  const keep = 4 * batchShape(source, count).reduce((all, length) => all * length, 1) <= keptBytes;
  let batches: HeldOutBatch[] | undefined;
  const held: { dispose(): void }[] = [];
  const make = (from: number): HeldOutBatch => {
    const length = Math.min(batchSize, count - from);
    const indices = Int32Array.from({ length }, (_, b) => from + b);
    const upload = () =>
      tensor4d(source.fill(indices, new Uint32Array(length)).slice(), batchShape(source, length));
    const labels = oneHotLabels(source.labels.slice(from, from + length), classes);
    const logits = teacherTables.map((table) =>
      tensor2d(table.slice(from * classes, (from + length) * classes), [length, classes]),
    );
    const kept = keep ? upload() : undefined;
    held.push(labels, ...logits, ...(kept ? [kept] : []));
    return {
      count: length,
      labels,
      teachers: logits.map((given) => ({ logits: given, taps: {} })),
      images: () => kept ?? upload(),
      release: (images) => {
        if (images !== kept) images.dispose();
      },
    };
  };
  return {
    source,
    classes,
    teacherTables,
    batchSize,
    batches() {
      batches ??= Array.from({ length: Math.ceil(count / batchSize) }, (_, i) => make(i * batchSize));
      return batches;
    },
    dispose() {
      dispose(held.splice(0) as never);
      batches = undefined;
    },
  };
}
