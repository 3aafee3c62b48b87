import {
  exp,
  logSoftmax,
  mul,
  neg,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { differentiable } from './closedForm.ts';
import type { LogitLoss } from './logitLoss.ts';

/**
 * Cross entropy with the labels, in nats: −1/N Σ_n Σ_k y_nk log p_s[k], at temperature 1; an image without a label, a row of 0, counts in
 * N and adds nothing. Its gradient is (Σ_k y_k · p_s − y)/N. Equals `torch.nn.functional.cross_entropy`.
 */
export const crossEntropy: LogitLoss = {
  value({ student, labels }) {
    const batch = student.shape[0];
    return differentiable(student, (logits) => {
      const logProbabilities = logSoftmax(logits);
      return {
        value: mul<Scalar>(neg(sum(mul(labels, logProbabilities))), 1 / batch),
        saved: [logProbabilities],
        gradient: ([logP]) =>
          mul<Tensor2D>(sub(mul(sum(labels, 1, true), exp(logP as Tensor)), labels), 1 / batch),
      };
    });
  },
};
