import {
  cast,
  exp,
  greaterEqual,
  logSoftmax,
  max,
  mul,
  neg,
  type Scalar,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { differentiable } from '../closedForm.ts';
import type { LogitLoss } from '../logitLoss.ts';
import { mostLikely } from '../mostLikely.ts';
import { logitTerm } from '../onLogits.ts';
import type { Objective } from '../term.ts';

/**
 * Cross entropy at temperature 1 with the teacher's most likely class, of the images of which its probability is `confidence` at
 * least: −1/N Σ_n 1[max p_t ≥ τ] log p_s[argmax p_t], N all images of the batch. Its gradient is 1[…](p_s − ŷ)/N.
 * Sohn et al. 2020 (FixMatch), arXiv 2001.07685, equation 4, with the teacher's logits for those of the weakly augmented image.
 */
export const pseudoLabels = (confidence: number): LogitLoss => ({
  value({ student, teacher }) {
    const batch = student.shape[0];
    return differentiable(student, (logits) => {
      const isSure = cast(greaterEqual(max(softmax(teacher), 1, true), confidence), 'float32');
      const targets = mul<Tensor2D>(isSure, mostLikely(teacher));
      const logP = logSoftmax(logits);
      return {
        value: mul<Scalar>(neg(sum(mul(targets, logP))), 1 / batch),
        saved: [logP, targets, isSure],
        gradient: (saved) => {
          const [log, wanted, weight] = saved as [Tensor, Tensor, Tensor];
          return mul<Tensor2D>(sub(mul(weight, exp(log)), wanted), 1 / batch);
        },
      };
    });
  },
});

export const pseudoLabel: Objective = {
  terms: ({ confidence }) => [{ term: logitTerm(pseudoLabels(confidence), 1), weight: 1 }],
};
