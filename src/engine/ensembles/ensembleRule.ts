/**
 * Several teachers as one. What a rule is called, its formula and its source are declared in `spec/ensembles/`.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';

export interface EnsembleRule {
  /**
   * @param logits      of each teacher, [N, K]
   * @param shares      of each teacher, above 0, with the sum 1
   * @param temperature T, at least 0.1
   * @returns [N, K], which the caller owns
   */
  combine(logits: readonly Tensor2D[], shares: readonly number[], temperature: number): Tensor2D;
}
