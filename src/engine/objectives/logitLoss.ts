/**
 * Losses of logits alone, [N, K]; `onLogits.ts` makes terms of them.
 */
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';

/** What a loss of logits may look at. N batch, K classes. */
export interface Comparison {
  /** [N, K] */
  readonly student: Tensor2D;
  /** [N, K], never differentiated. */
  readonly teacher: Tensor2D;
  /** [N, K] float32: one-hot, mixed, or rows of 0 where there is no label. */
  readonly labels: Tensor2D;
  /** T, at least 0.1. */
  readonly temperature: number;
}

export interface LogitLoss {
  /** Mean over the batch; differentiable with respect to the student's logits; the caller owns the scalar. */
  value(comparison: Comparison): Scalar;
}
