/**
 * The lab's loss: alpha·CE(student, labels) + (1 − alpha)·similarity(student, teacher).
 */
import { add, mul, type Scalar, tidy } from '@tensorflow/tfjs-core';
import { crossEntropy } from './crossEntropy.ts';
import type { Comparison, Objective, Term } from './objective.ts';

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
 * Σ weight · value. A term of weight 0 is left out, so that the tape never reaches it: it costs no backward pass, and a
 * term that is not finite cannot turn the sum into NaN.
 *
 * @throws RangeError when no term has a weight.
 */
export function totalLoss(terms: readonly Term[]): Scalar {
  const weighted = terms.filter((term) => term.weight !== 0);
  return tidy(() => {
    const parts = weighted.map((term) =>
      // A term of weight 1 gets a fresh scalar too, so that disposing of the sum leaves the term alive.
      mul<Scalar>(term.value, term.weight),
    );
    const [first, ...rest] = parts;
    if (!first) throw new RangeError('A loss needs at least one term whose weight is not 0.');
    return rest.reduce((sum, part) => add<Scalar>(sum, part), first);
  });
}
