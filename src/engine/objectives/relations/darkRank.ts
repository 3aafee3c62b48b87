import {
  add,
  cast,
  concat,
  equal,
  exp,
  log,
  max,
  mean,
  mul,
  neg,
  reshape,
  type Scalar,
  slice,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { above, fixed, flat } from '../primitives.ts';
import { distances } from './distances.ts';

export interface DarkRank {
  readonly alpha: number;
  readonly beta: 3;
  /** How many neighbours are put in order. */
  readonly length: number;
}

/** The settings of `HardDarkRank` in lenscloth/RKD. */
export const publishedRank: DarkRank = { alpha: 3, beta: 3, length: 4 };

/**
 * −1/B Σ_i log P(the teacher's order of the neighbours of i | the student's scores), scores −α·d³, P a product of softmaxes, each over
 * the neighbours that are left. Chen et al. 2018, arXiv 1707.01220, section 3.3, as `HardDarkRank` in lenscloth/RKD.
 *
 * @param student [B, …]
 * @param teacher [B, …]
 */
export function darkRank(student: Tensor, teacher: Tensor, { alpha, length } = publishedRank): Scalar {
  const scores = (features: Tensor) => {
    const d = distances(flat(features));
    return mul<Tensor2D>(mul(mul(d, d), d), -alpha);
  };
  const [batch = 0] = student.shape;
  const mine = scores(student);
  const ranks = fixed([teacher], () => ranksOf(scores(teacher)));
  const chosen = Array.from({ length: Math.min(length, batch - 1) }, (_, k) => {
    const place = fixed([ranks], () => cast(equal(ranks, k + 1), 'float32'));
    return reshape(sum(mul(mine, place), 1), [batch, 1]);
  });
  const ordered = concat<Tensor2D>(chosen as Tensor2D[], 1);
  const likelihoods = chosen.map((score, k) => {
    const left = slice(ordered, [0, k], [batch, chosen.length - k]);
    const largest = fixed([left], () => max(left, 1, true));
    return sub(score, add(log(sum(exp(sub(left, largest)), 1, true)), largest));
  });
  return neg(mean<Scalar>(sum(concat(likelihoods, 1), 1)));
}

/** How many of a row are larger, of each, [B, B]. */
function ranksOf(scores: Tensor2D): Tensor {
  const [batch] = scores.shape;
  const others = reshape(scores, [batch, 1, batch]);
  return sum(above(others, reshape(scores, [batch, batch, 1])), 2);
}
