/**
 * The lab's loss: alpha·CE(student, labels) + (1 − alpha)·similarity(student, teachers).
 */
import { add, customGrad, mul, type Scalar, tidy } from '@tensorflow/tfjs-core';
import type { Parameters } from '../layers/parameters.ts';
import { crossEntropy } from './crossEntropy.ts';
import type { Seen, WeightedTerm } from './term.ts';

/** The names of `combinedTerms`, in their order. */
export const combinedTermNames = ['hard', 'soft'] as const;

/** What a named part of the loss came to, and its weight in it. */
export interface TermValue {
  readonly name: string;
  readonly weight: number;
  readonly value: Scalar;
}

/**
 * `hard` (weight alpha) and `soft` (weight 1 − alpha), in this order.
 * Both are evaluated whatever their weights, because the ledger shows both. The caller owns the scalars.
 *
 * @param alpha      weight of the labels, 0 … 1.
 * @param similarity terms that are added up as `soft`, one at least.
 * @param own        the parameters of those terms.
 */
export function combinedTerms({
  alpha,
  similarity,
  seen,
  own = {},
}: {
  readonly alpha: number;
  readonly similarity: readonly WeightedTerm[];
  readonly seen: Seen;
  readonly own?: Parameters;
}): readonly TermValue[] {
  const { student, labels, smoothed = labels } = seen;
  const hard = crossEntropy.value({
    ...{ student: student.logits, teacher: student.logits, labels: smoothed, temperature: 1 },
  });
  return [
    { name: 'hard', weight: alpha, value: hard },
    { name: 'soft', weight: 1 - alpha, value: sumOf(similarity, seen, own) },
  ];
}

/** Terms times their weights. The caller owns the scalar. */
export function sumOf(terms: readonly WeightedTerm[], seen: Seen, own: Parameters): Scalar {
  const [first] = terms;
  if (first && terms.length === 1 && first.weight === 1) return first.term.value(seen, own);
  return tidy(() => totalLoss(terms.map(({ term, weight }) => ({ weight, value: term.value(seen, own) }))));
}

/**
 * Σ weight · value, whose gradient with respect to each value is its weight. A term of weight 0 is left out, so that
 * the tape never reaches it: it costs no backward pass, and a term that is not finite cannot turn the sum into NaN.
 * The caller owns the scalar and keeps the terms.
 *
 * @throws RangeError when no term has a weight.
 */
export function totalLoss(terms: readonly Pick<TermValue, 'weight' | 'value'>[]): Scalar {
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
