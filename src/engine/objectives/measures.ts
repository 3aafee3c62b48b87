/**
 * What is measured on every batch, as one small vector of sums that stays on the device.
 *
 * Sums, not means, so that batches of different sizes add up to exact means over a whole set: callers add or stack the
 * vectors on the device, read them once, asynchronously, and turn them into `Measures`.
 */
import {
  abs,
  add,
  argMax,
  cast,
  equal,
  mul,
  type Scalar,
  scalar,
  stack,
  sub,
  sum,
  type Tensor1D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Measures } from '../../protocol/records.ts';
import { type TermValue, totalLoss } from './combined.ts';
import type { Seen } from './term.ts';

/** What stands before the terms in a vector of sums. */
export const sumsBeforeTerms = 4;

/** More than any logit. */
const farAbove = 1e6;

/**
 * The sums over one batch of N images and K classes, [4 + number of terms]:
 * N, images whose largest logit is the label's (of those without a label, the teacher's), Σ|z_t − z_s| / K, N·loss, then N·term in the terms' order.
 * Of equal logits the one that `argMax` picks counts as the largest; z_t are the first teacher's. The caller owns the vector.
 */
export function batchSums(
  { student: { logits: student }, teachers: [teacher], labels }: Omit<Seen, 'peers'>,
  terms: readonly TermValue[],
): Tensor1D {
  const [batch, classes] = student.shape;
  return tidy(() => {
    const truth = add(mul(labels, farAbove), teacher?.logits ?? student);
    const right = sum(cast(equal(argMax(student, 1), argMax(truth, 1)), 'float32'));
    const difference = mul(sum(abs(sub(teacher?.logits ?? student, student))), 1 / classes);
    const losses = [totalLoss(terms), ...terms.map((term) => term.value)];
    const sums: readonly Scalar[] = [
      scalar(batch),
      right as Scalar,
      difference as Scalar,
      ...losses.map((loss) => mul<Scalar>(loss, batch)),
    ];
    return stack([...sums]) as Tensor1D;
  });
}

/**
 * Means over all images from added-up sums; every figure is NaN where there were no images.
 *
 * @param sums  Σ over batches of `batchSums`, read from the device.
 * @param names of the terms, in the order in which `batchSums` had them.
 */
export function measuresOf(sums: ArrayLike<number>, names: readonly string[]): Measures {
  const images = sums[0] ?? 0;
  const mean = (position: number) => (images > 0 ? (sums[position] ?? Number.NaN) / images : Number.NaN);
  return {
    loss: mean(3),
    terms: Object.fromEntries(names.map((name, i) => [name, mean(sumsBeforeTerms + i)])),
    accuracy: mean(1),
    difference: mean(2),
  };
}
