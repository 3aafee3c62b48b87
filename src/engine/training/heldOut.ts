/**
 * A set of images held on the device with its labels and the teacher's logits, ready to be evaluated on every epoch.
 */
import { dispose, type Tensor2D, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { BatchSource } from './batches.ts';

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
  readonly count: number;
  readonly batches: readonly HeldOutBatch[];
  dispose(): void;
}

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

/**
 * @param source version 0 of every image is used.
 * @param teacherTable [N, K] logits in image order, or undefined where there is no teacher.
 */
export function holdOut(
  source: BatchSource,
  classes: number,
  teacherTable: Float32Array | undefined,
  batchSize = 100,
): HeldOut {
  const { count, size } = source;
  const keep = count * size * size * 3 * 4 <= keptBytes;
  const batches: HeldOutBatch[] = [];
  const held: { dispose(): void }[] = [];
  for (let from = 0; from < count; from += batchSize) {
    const length = Math.min(batchSize, count - from);
    const indices = Int32Array.from({ length }, (_, b) => from + b);
    const upload = () =>
      tensor4d(source.fill(indices, new Uint32Array(length)).slice(), [length, size, size, 3]);
    const labels = oneHotLabels(source.labels.slice(from, from + length), classes);
    const teacher = tensor2d(
      teacherTable
        ? teacherTable.slice(from * classes, (from + length) * classes)
        : new Float32Array(length * classes),
      [length, classes],
    );
    const kept = keep ? upload() : undefined;
    held.push(labels, teacher, ...(kept ? [kept] : []));
    batches.push({
      count: length,
      labels,
      teacher,
      images: () => kept ?? upload(),
      release: (images) => {
        if (images !== kept) images.dispose();
      },
    });
  }
  return { count, batches, dispose: () => dispose(held as never) };
}
