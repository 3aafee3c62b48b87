import { add, div, exp, logSoftmax, mul, neg, sum, type Tensor2D } from '@tensorflow/tfjs-core';
import { lessIsMore, weighted } from './weighted.ts';

/** Nats; teachers that are all certain count alike. */
const floor = 1e-12;

/** Weights (1 − H_m / Σ H) / (M − 1), H_m the entropy of the m-th teacher's softmax at temperature 1. */
export const entropy = weighted(({ logits }) =>
  lessIsMore(
    logits.map((z) => {
      const logP = logSoftmax(z);
      return add<Tensor2D>(neg(sum(mul(exp(logP), logP), 1, true)), floor);
    }),
    (all) => div<Tensor2D>(all, sum(all, 1, true)),
  ),
);
