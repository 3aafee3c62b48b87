import {
  add,
  div,
  logSoftmax,
  logSumExp,
  mean,
  mul,
  stack,
  sub,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { EnsembleRule } from './ensembleRule.ts';
import { meanLogits } from './meanLogits.ts';

/**
 * z = T·log Σ w·softmax(z_m/T), so that softmax(z/T) is the weighted mean of the teachers' softened probabilities: the target of
 * every loss that compares softened probabilities is that mean, exactly. A softmax does not see what is added to all logits of an
 * image; it is chosen so that their mean is that of the teachers' own logits. Teachers that are all alike then give what each of
 * them gives, to losses on logits as well, and as T grows z tends to the mean of the logits.
 */
export const meanProbabilities: EnsembleRule = {
  combine(together) {
    const { logits, shares, temperature } = together;
    return tidy(() => {
      const weighed = logits.map((z, m) => add(logSoftmax(div(z, temperature)), Math.log(shares[m] ?? 0)));
      const mixed = mul<Tensor2D>(logSumExp(stack(weighed), 0), temperature);
      const level = mean(meanLogits.combine(together), 1, true);
      return add<Tensor2D>(sub(mixed, mean(mixed, 1, true)), level);
    });
  },
};
