/**
 * An objective compares a student with the labels or with a teacher. What it is called, its formula and its source are declared in
 * `spec/objectives/`.
 */
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';

/** What any objective may look at. N batch, K classes. */
export interface Comparison {
  /** [N, K] */
  readonly student: Tensor2D;
  /** [N, K], never differentiated. */
  readonly teacher: Tensor2D;
  /** [N, K] one-hot float32. */
  readonly labels: Tensor2D;
  /** T, at least 0.1. */
  readonly temperature: number;
}

export interface Objective {
  /** Mean over the batch; differentiable with respect to the student's logits; the caller owns the scalar. */
  value(comparison: Comparison): Scalar;
}

/** A named term and its weight in the loss. */
export interface Term {
  readonly name: string;
  readonly weight: number;
  readonly value: Scalar;
}
