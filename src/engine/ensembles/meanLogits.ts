import { add, mul, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { EnsembleRule } from './ensembleRule.ts';

/** z = Σ w·z_m. Its softmax is the weighted geometric mean of the teachers' probabilities at any temperature, brought to sum 1. */
export const meanLogits: EnsembleRule = {
  combine: ({ logits, shares }) =>
    tidy(() =>
      logits.map((z, m) => mul<Tensor2D>(z, shares[m] ?? 0)).reduce((sum, part) => add<Tensor2D>(sum, part)),
    ),
};
