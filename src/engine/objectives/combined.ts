/**
 * The lab's loss: alpha·CE(student, labels) + (1 − alpha)·similarity(student, teacher).
 */
import { add, customGrad, mul, type Scalar } from '@tensorflow/tfjs-core';
import { crossEntropy } from './crossEntropy.ts';
import type { Comparison, Objective, Term } from './objective.ts';

/** The names of `combinedTerms`, in their order. */
export const combinedTermNames = ['hard', 'soft'] as const;

/**
 * The terms `hard` (weight alpha) and `soft` (weight 1 − alpha), in this order.
 * Both are evaluated whatever their weights, because the ledger shows both. The caller owns the scalars.
 *
 * @param alpha weight of the labels, 0 … 1.
 */
export function combinedTerms({
  alpha,
  similarity,
  comparison,
}: {
  readonly alpha: number;
  readonly similarity: Objective;
  readonly comparison: Comparison;
}): readonly Term[] {
  return [
    { name: 'hard', weight: alpha, value: crossEntropy.value(comparison) },
    { name: 'soft', weight: 1 - alpha, value: similarity.value(comparison) },
  ];
}

/**
 * Σ weight · value, whose gradient with respect to each value is its weight. A term of weight 0 is left out, so that
 * the tape never reaches it: it costs no backward pass, and a term that is not finite cannot turn the sum into NaN.
 * The caller owns the scalar and keeps the terms.
 *
 * @throws RangeError when no term has a weight.
 */
export function totalLoss(terms: readonly Term[]): Scalar {
  const weighted = terms.filter((term) => term.weight !== 0);
  if (weighted.length === 0) throw new RangeError('A loss needs at least one term whose weight is not 0.');
  const weightedSum = customGrad((...inputs) => {
    const values = inputs.slice(0, weighted.length) as Scalar[];
    const parts = values.map((value, i) => mul<Scalar>(value, weighted[i]?.weight ?? 0));
    return {
      value: parts.reduce((sum, part) => add<Scalar>(sum, part)),
      gradFunc: (dy: Scalar) => weighted.map((term) => mul<Scalar>(dy, term.weight)),
    };
  });
  return weightedSum(...weighted.map((term) => term.value)) as Scalar;
}
