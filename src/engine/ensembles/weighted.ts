/**
 * Teachers of whom each has a weight of its own for every image.
 */
import {
  add,
  concat,
  div,
  log,
  logSoftmax,
  logSumExp,
  maximum,
  mean,
  mul,
  slice,
  stack,
  sub,
  sum,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { EnsembleRule, Together } from './ensembleRule.ts';

/** Of a teacher that does not count: e⁻⁶⁹, as the logarithm of 0 is no number that every device computes with. */
const least = 1e-30;

/**
 * What `meanProbabilities` is with weights that differ by image, and by their shares: softmax(z/T) is Σ w·softmax(z_m/T), where w is
 * a rule's weight times the teacher's share, over their sum. The gradient of KL to it is that of Σ w·KL to each; the values differ by
 * what does not depend on the student.
 *
 * @param weights of each image and teacher, [N, M] or [1, M], 0 or above
 */
export const weighted = (weights: (together: Together) => Tensor2D): EnsembleRule => ({
  combine: (together) =>
    tidy(() => {
      const { logits, shares, temperature } = together;
      const shared = mul<Tensor2D>(weights(together), [[...shares]]);
      const all = div<Tensor2D>(shared, sum(shared, 1, true));
      const parts = logits.map((z, m) => {
        const weight = slice(all, [0, m], [-1, 1]);
        const part = add(logSoftmax(div(z, temperature)), log(maximum(weight, least)));
        return { part, level: mul<Tensor2D>(weight, mean(z, 1, true)) };
      });
      const mixed = mul<Tensor2D>(logSumExp(stack(parts.map(({ part }) => part)), 0), temperature);
      const level = parts.map((one) => one.level).reduce((before, one) => add<Tensor2D>(before, one));
      return add<Tensor2D>(sub(mixed, mean(mixed, 1, true)), level);
    }),
});

/** (1 − x_m / Σ x) / (M − 1) of one number a teacher and image; their sum is 1. @param columns of each teacher, [N, 1] */
export function lessIsMore(columns: readonly Tensor2D[], shareOf: (all: Tensor2D) => Tensor2D): Tensor2D {
  return tidy(() => div<Tensor2D>(sub(1, shareOf(concat([...columns], 1))), columns.length - 1));
}
