/**
 * The loss of one batch and the sums that the ledger keeps of it: by one operation where the backend has it for these
 * terms, else composed. Both give the same numbers.
 */
import { dispose, mul, type Scalar, type Tensor, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import type { SimilarityName } from '../../spec/choices.ts';
import { withGradient } from '../layers/withGradient.ts';
import {
  distillationLoss,
  distillationSums,
  hasDistillationLoss,
} from '../ops/distillationLoss/distillationLoss.ts';
import { similarities } from './catalogue.ts';
import { combinedTermNames, combinedTerms, totalLoss } from './combined.ts';
import { batchSums, sumsBeforeTerms } from './measures.ts';
import type { Comparison } from './objective.ts';

export interface BatchLossSettings {
  /** Weight of the labels, 0 … 1. */
  readonly alpha: number;
  readonly similarity: SimilarityName;
}

export interface BatchLoss {
  /** alpha·hard + (1 − alpha)·soft; differentiable with respect to the student's logits. */
  readonly total: Scalar;
  /** `batchSums` with the terms of `combinedTerms`, [6]. */
  readonly sums: Tensor1D;
}

/** What a network is trained on and judged by. */
export interface BatchObjective {
  /** Names of the terms in the sums, in their order; sums of further terms may follow. */
  readonly termNames: readonly string[];
  /** W, how many sums there are. */
  readonly width: number;
  /** The caller owns both tensors. */
  loss(comparison: Comparison): BatchLoss;
  /** Only the sums of `loss`; the caller owns them. */
  sums(comparison: Comparison): Tensor1D;
}

/** alpha·hard + (1 − alpha)·soft: what a student learns. */
export function distillationObjective(settings: BatchLossSettings): BatchObjective {
  return {
    termNames: combinedTermNames,
    width: sumsBeforeTerms + combinedTermNames.length,
    loss: (comparison) => batchLoss(settings, comparison),
    sums: (comparison) => batchSumsOf(settings, comparison),
  };
}

/** Cross entropy with the labels: what a teacher learns, which has nobody to compare itself with. */
export const labelsObjective: BatchObjective = {
  ...distillationObjective({ alpha: 1, similarity: 'mse' }),
  termNames: combinedTermNames.slice(0, 1),
};

/** The caller owns both tensors. */
export function batchLoss({ alpha, similarity }: BatchLossSettings, comparison: Comparison): BatchLoss {
  const { student, temperature } = comparison;
  if (!hasDistillationLoss(similarity)) {
    const terms = combinedTerms({ alpha, similarity: similarities[similarity], comparison });
    const total = totalLoss(terms);
    const sums = batchSums({ ...comparison, terms });
    dispose(terms.map(({ value }) => value));
    return { total, sums };
  }
  const { sums, loss, gradient } = distillationLoss(comparison, { alpha, similarity, temperature });
  const total = withGradient(
    [student],
    (save) => {
      save([gradient]);
      return loss.clone();
    },
    (dy, [slope]) => [mul(slope as Tensor, dy)],
  );
  dispose([loss, gradient]);
  return { total, sums };
}

/** Only the sums of `batchLoss`, [6]: nothing is differentiated. The caller owns them. */
export function batchSumsOf({ alpha, similarity }: BatchLossSettings, comparison: Comparison): Tensor1D {
  if (hasDistillationLoss(similarity)) {
    return distillationSums(comparison, { alpha, similarity, temperature: comparison.temperature });
  }
  return tidy(() =>
    batchSums({
      ...comparison,
      terms: combinedTerms({ alpha, similarity: similarities[similarity], comparison }),
    }),
  );
}
