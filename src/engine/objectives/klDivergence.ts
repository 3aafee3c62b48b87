import {
  div,
  exp,
  logSoftmax,
  mul,
  type Scalar,
  sub,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { differentiable } from './closedForm.ts';
import { divergence } from './divergence.ts';
import type { LogitLoss } from './logitLoss.ts';

/**
 * T²/N Σ_n KL(p_t ‖ p_s) with p = softmax(z/T), in nats. Its gradient is T(p_s − p_t)/N.
 * The factor T² keeps the gradient's size as T changes; as T → ∞ the value tends to ½·MSE of class-centred logits.
 * Hinton, Vinyals & Dean 2015, arXiv 1503.02531, section 2.
 */
export const klDivergence: LogitLoss = softenedOver((batch) => batch);

/**
 * T²/(N·K) Σ KL(p_t ‖ p_s): DeiT's code divides by all numbers of the logits (`numel`) where Hinton's is the mean over images
 * (`batchmean`), so that it is `klDivergence` / K. facebookresearch/deit, losses.py.
 */
export const deitSoft: LogitLoss = softenedOver((batch, classes) => batch * classes);

function softenedOver(countOf: (batch: number, classes: number) => number): LogitLoss {
  return {
    value({ student, teacher, temperature }) {
      const count = countOf(...student.shape);
      return differentiable(student, (logits) => {
        const logStudent = logSoftmax<Tensor2D>(div(logits, temperature));
        const logTeacher = logSoftmax<Tensor2D>(div(teacher, temperature));
        return {
          value: mul<Scalar>(divergence(logTeacher, logStudent), temperature ** 2 / count),
          saved: [logStudent, logTeacher],
          gradient: ([logS, logT]) =>
            mul<Tensor2D>(sub(exp(logS as Tensor), exp(logT as Tensor)), temperature / count),
        };
      });
    },
  };
}
