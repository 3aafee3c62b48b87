import {
  cast,
  div,
  equal,
  exp,
  logSoftmax,
  max,
  mul,
  neg,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { differentiable } from '../closedForm.ts';
import type { LogitLoss } from '../logitLoss.ts';

/**
 * Cross entropy with the class that the teacher finds likeliest, at T 1; of several equal logits each has its share.
 * The gradient is (p_s − y_t)/N. Touvron et al. 2021, arXiv 2012.12877, equation 3, where it is on the distillation token.
 */
export const hardTeacher: LogitLoss = {
  value({ student, teacher }) {
    const [batch] = student.shape;
    return differentiable(student, (logits) => {
      const largest = cast(equal(teacher, max(teacher, 1, true)), 'float32');
      const target = div(largest, sum(largest, 1, true));
      const logStudent = logSoftmax<Tensor2D>(logits);
      return {
        value: mul<Scalar>(neg(sum(mul(target, logStudent))), 1 / batch),
        saved: [logStudent, target],
        gradient: ([logS, y]) => mul<Tensor2D>(sub(exp(logS as Tensor), y as Tensor), 1 / batch),
      };
    });
  },
};
