import { logSoftmax, mul, neg, softmax, sum, type Tensor2D } from '@tensorflow/tfjs-core';
import { lessIsMore, weighted } from './weighted.ts';

/** Weights (1 − softmax over teachers of CE_m) / (M − 1), CE_m the cross entropy of the m-th teacher with the label. */
export const confidence = weighted(({ logits, step }) => {
  if (!step) throw new RangeError('Teachers are weighed by confidence beside the labels.');
  return lessIsMore(
    logits.map((z) => neg<Tensor2D>(sum(mul(step.labels, logSoftmax(z)), 1, true))),
    (all) => softmax(all),
  );
});
