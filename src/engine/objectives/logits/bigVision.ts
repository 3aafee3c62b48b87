/**
 * The distances of big_vision's distillation beside the KL and the likeliest class (Beyer et al. 2022, arXiv 2106.05237; `evaluators/proj/
 * distill/distance.py`). Several teachers are summed there: what is here for their mean times their number.
 */
import {
  div,
  exp,
  logSoftmax,
  maximum,
  mul,
  type Scalar,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { differentiable } from '../closedForm.ts';
import type { LogitLoss } from '../logitLoss.ts';
import { mostLikely } from '../mostLikely.ts';

/** ε of its `hard` with label smoothing. */
const smoothing = 0.1;

/**
 * KL(y ‖ p_s) at T 1, y the teacher's likeliest class with 1 − ε, and ε / (K − 1) of each other one: the cross entropy less the entropy of y,
 * which no gradient depends on. Its gradient is (p_s − y)/N.
 */
export const smoothedHard: LogitLoss = {
  value({ student, teacher }) {
    const [batch, classes] = student.shape;
    const rest = classes > 1 ? smoothing / (classes - 1) : 0;
    const most = classes > 1 ? 1 - smoothing : 1;
    const entropy = -most * Math.log(most) - (rest > 0 ? smoothing * Math.log(rest) : 0);
    return differentiable(student, (logits) => {
      const target = sub(mul(mostLikely(teacher), most - rest), -rest);
      const logStudent = logSoftmax<Tensor2D>(logits);
      const cross = mul(sum(mul(target, logStudent)), -1 / batch);
      return {
        value: sub<Scalar>(cross, entropy),
        saved: [logStudent, target],
        gradient: ([logS, y]) => mul<Tensor2D>(sub(exp(logS as Tensor), y as Tensor), 1 / batch),
      };
    });
  },
};

/** Under a length that may be 0. */
const least = 1e-12;

/** Rows over their lengths, which are given too, [N, K] and [N, 1]. */
function unitRows(error: Tensor): { readonly unit: Tensor; readonly lengths: Tensor } {
  const lengths = sqrt(sum(square(error), 1, true));
  return { unit: div(error, maximum(lengths, least)), lengths };
}

/** 1/N Σ ‖z_s − z_t‖₂. Its gradient is (z_s − z_t)/(N‖z_s − z_t‖). */
export const euclidean: LogitLoss = {
  value({ student, teacher }) {
    const [batch] = student.shape;
    return differentiable(student, (logits) => {
      const { unit, lengths } = unitRows(sub(logits, teacher));
      return {
        value: mul<Scalar>(sum(lengths), 1 / batch),
        saved: [unit],
        gradient: ([u]) => mul<Tensor2D>(u as Tensor, 1 / batch),
      };
    });
  },
};

/** The same of log p at T 1. With u = e/‖e‖, e = log p_s − log p_t, its gradient is (u − p_s Σ_k u_k)/N. */
export const logEuclidean: LogitLoss = {
  value({ student, teacher }) {
    const [batch] = student.shape;
    return differentiable(student, (logits) => {
      const logStudent = logSoftmax(logits);
      const { unit, lengths } = unitRows(sub(logStudent, logSoftmax(teacher)));
      return {
        value: mul<Scalar>(sum(lengths), 1 / batch),
        saved: [unit, logStudent],
        gradient: (saved) => {
          const [u, logS] = saved as [Tensor, Tensor];
          return mul<Tensor2D>(sub(u, mul(exp(logS), sum(u, 1, true))), 1 / batch);
        },
      };
    });
  },
};
