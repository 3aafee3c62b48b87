/**
 * Sums over a layer's weight, whose element i belongs to output i mod C, and over whole tensors.
 */
import { abs, mul, neg, reshape, step, sub, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { channelSums } from '../../../ops/channelSums/channelSums.ts';
import { besides } from '../../../ops/fakeQuantise/fakeQuantise.ts';

/** Σ for each output, [C]. */
export const channelTotals = (x: Tensor, channels: number): Tensor1D =>
  channelSums(reshape(x, [-1, channels]));

/** Σ over everything, [1]; along the last axis first, which every backend is fast at. */
export function total(x: Tensor): Tensor1D {
  const last = x.shape.findLast((length) => length > 1) ?? 1;
  return reshape(sum(channelTotals(x, last)), [1]);
}

/** Σ for each of so many scales: 1, or C. */
export const totals = (x: Tensor, scales: number): Tensor1D =>
  scales === 1 ? total(x) : channelTotals(x, scales);

/** Mean of |x|, of the layer [1] or of each output [C]. */
export const meanSize = (x: Tensor, scales: number): Tensor1D => mul(totals(abs(x), scales), scales / x.size);

/** 1 where x > 0, 0 elsewhere, as float32. */
export const isAbove = (x: Tensor): Tensor => step(x);

/** 1 where x ≥ 0, −1 elsewhere. */
export const signOf = (x: Tensor): Tensor => sub(1, mul(isAbove(neg(x)), 2));

/** Of numbers [1] or [C], in a shape that goes with x. */
export const over = (numbers: Tensor1D, x: Tensor): Tensor => besides(numbers, x);
