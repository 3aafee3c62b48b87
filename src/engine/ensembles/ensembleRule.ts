/**
 * Several teachers as one. What a rule is called, its formula and its source are declared in `spec/ensembles/`.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';

/** What a rule may look at of some images. M teachers, N images, K classes. */
export interface Together {
  /** Of each teacher, [N, K]. */
  readonly logits: readonly Tensor2D[];
  /** Of each teacher, above 0, with the sum 1. */
  readonly shares: readonly number[];
  /** T, at least 0.1. */
  readonly temperature: number;
  /** Of a rule that bounds weights by it: none is above 1/(νM). */
  readonly nu: number;
  /** What rules have that combine in the step. */
  readonly step?: {
    /** [N, K] */
    readonly labels: Tensor2D;
    /** The student's logits, [N, K]. */
    readonly student: Tensor2D;
  };
}

export interface EnsembleRule {
  /** @returns [N, K], which the caller owns */
  combine(together: Together): Tensor2D;
}
