/**
 * The loss ledger's measurement: which way, and how hard, each of the loss's two terms pulls at a student's weights.
 *
 *     g_hard = ∇θ hard,   g_soft = ∇θ soft,   cos ∠ = g_hard · g_soft / (‖g_hard‖ ‖g_soft‖)
 *
 * over all trained weights θ and unweighted: a step follows alpha·g_hard + (1 − alpha)·g_soft. Measured on a few images
 * (`probe.ts`) in batches of the experiment's size with their own batch statistics, as in a step; nothing that training
 * reads is written, and nothing is drawn from its random streams.
 */
import {
  concat,
  mul,
  reshape,
  slice,
  stack,
  sum,
  type Tensor,
  type Tensor1D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Gradients } from '../../../protocol/records.ts';
import {
  type BatchLossSettings,
  type BatchObjective,
  distillationObjective,
} from '../../objectives/batchLoss.ts';
import type { Networks } from '../../objectives/term.ts';
import { gradientsOf, type Learner, type StepBatch, trainedIn } from '../learner.ts';

/** Each term of the loss as an objective of its own. */
export interface LossTerms {
  readonly hard: BatchObjective;
  readonly soft: BatchObjective;
}

export function lossTerms(
  settings: Omit<BatchLossSettings, 'alpha'>,
  networks?: Networks,
  featureScale?: number,
): LossTerms {
  const at = (alpha: 0 | 1) => distillationObjective({ ...settings, alpha }, networks, featureScale);
  return { hard: at(1), soft: at(0) };
}

/** How many trained weights the network has, n. */
export function weightCount({ model, store }: Pick<Learner, 'model' | 'store'>): number {
  return trainedIn(model).reduce((total, name) => total + store.get(name).size, 0);
}

/** g_hard and g_soft on one batch, end to end and times `share`: [2n], which the caller owns. */
export function termGradientsOf(
  learner: Omit<Learner, 'optimizer' | 'objective'>,
  terms: LossTerms,
  batch: StepBatch,
  share: number,
): Tensor1D {
  return tidy(() => {
    const gradients = [terms.hard, terms.soft].flatMap((objective) =>
      gradientsOf({ ...learner, objective }, batch),
    );
    return mul<Tensor1D>(concat(gradients.map((gradient) => reshape(gradient, [-1]))), share);
  });
}

/** ‖g_hard‖², ‖g_soft‖², g_hard · g_soft, [3], which the caller owns. */
export function momentsOf(pulls: Tensor1D): Tensor1D {
  return tidy(() => {
    const n = pulls.size / 2;
    const hard = slice(pulls, [0], [n]);
    const soft = slice(pulls, [n], [n]);
    const product = (a: Tensor, b: Tensor) => sum(mul(a, b));
    return stack([product(hard, hard), product(soft, soft), product(hard, soft)]) as Tensor1D;
  });
}

/** What the moments say; undefined where a gradient is zero or not finite, and so has no direction. */
export function gradientsFrom(moments: ArrayLike<number>): Gradients | undefined {
  const [hard, soft] = [Math.sqrt(moments[0] ?? 0), Math.sqrt(moments[1] ?? 0)];
  const cosine = (moments[2] ?? 0) / (hard * soft);
  if (![hard, soft, cosine].every(Number.isFinite)) return undefined;
  // Rounding must not take parallel gradients out of acos' reach.
  return { hard, soft, cosine: Math.min(1, Math.max(-1, cosine)) };
}
