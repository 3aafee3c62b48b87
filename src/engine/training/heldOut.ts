/**
 * A set of images held on the device with its labels and the teacher's logits, ready to be evaluated on every epoch.
 */
import { dispose, type Tensor2D, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { type BatchSource, batchShape } from './batches.ts';

export interface HeldOutBatch {
  readonly count: number;
  /** [B, K] float32 one-hot. */
  readonly labels: Tensor2D;
  /** [B, K]; zeros where there is no teacher. */
  readonly teacher: Tensor2D;
  /** [B, S, S, 3]; dispose with `release` when done. */
  images(): Tensor4D;
  release(images: Tensor4D): void;
}

export interface HeldOut {
  /** Version 0 of every image is used. */
  readonly source: BatchSource;
  /** K */
  readonly classes: number;
  /** [N, K] logits in image order, or undefined where there is no teacher. */
  readonly teacherTable: Float32Array | undefined;
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
 * Labels as float32 one-hot rows, [B, K]; the caller owns them. Written here and not by tfjs's `oneHot`, whose wasm
 * kernel puts the bits of the integer 1 into a float32 tensor.
 */
export function oneHotLabels(labels: Int32Array, classes: number): Tensor2D {
  const rows = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => {
    rows[row * classes + label] = 1;
  });
  return tensor2d(rows, [labels.length, classes]);
}

/** The caller keeps `source` and `teacherTable`, and disposes what this makes of them. */
export function holdOut(
  source: BatchSource,
  classes: number,
  teacherTable: Float32Array | undefined,
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
    const teacher = tensor2d(
      teacherTable
        ? teacherTable.slice(from * classes, (from + length) * classes)
        : new Float32Array(length * classes),
      [length, classes],
    );
    const kept = keep ? upload() : undefined;
    held.push(labels, teacher, ...(kept ? [kept] : []));
    return {
      count: length,
      labels,
      teacher,
      images: () => kept ?? upload(),
      release: (images) => {
        if (images !== kept) images.dispose();
      },
    };
  };
  return {
    source,
    classes,
    teacherTable,
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
