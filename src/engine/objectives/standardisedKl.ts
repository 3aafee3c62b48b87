import {
  add,
  div,
  exp,
  logSoftmax,
  mean,
  mul,
  type Scalar,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { differentiable } from './closedForm.ts';
import { divergence } from './divergence.ts';
import type { LogitLoss } from './logitLoss.ts';

/** Added to the deviation, as the paper's code does. */
const floor = 1e-7;

/** (z − mean)/(1e-7 + std) over the classes of each row, with the sample deviation (n − 1); and that denominator, [N, 1]. */
function standardise(logits: Tensor2D): { readonly standard: Tensor2D; readonly deviation: Tensor } {
  const classes = logits.shape[1];
  const centred = sub(logits, mean(logits, 1, true));
  const deviation = add(sqrt(div(sum(square(centred), 1, true), classes - 1)), floor);
  return { standard: div<Tensor2D>(centred, deviation), deviation };
}

/**
 * Logit standardisation, then T²/N Σ_n KL(p_t ‖ p_s): each image's logits are brought to mean 0 and deviation 1 first,
 * so that the student need not match the teacher's scale, only its shape.
 * With g = T(p_s − p_t)/N and ẑ the standardised logits, the gradient is [g − mean g − ẑ·Σ(gẑ)/(K − 1)]/std; the 1e-7 in
 * the ratio of std to itself is left out.
 * Sun et al. 2024, arXiv 2403.01427.
 */
export const standardisedKl: LogitLoss = {
  value({ student, teacher, temperature }) {
    const [batch, classes] = student.shape;
    return differentiable(student, (logits) => {
      const mine = standardise(logits);
      const logStudent = logSoftmax<Tensor2D>(div(mine.standard, temperature));
      const logTeacher = logSoftmax<Tensor2D>(div(standardise(teacher).standard, temperature));
      return {
        value: mul<Scalar>(divergence(logTeacher, logStudent), temperature ** 2 / batch),
        saved: [mine.standard, mine.deviation, logStudent, logTeacher],
        gradient: (saved) => {
          const [standard, deviation, logS, logT] = saved as [Tensor, Tensor, Tensor, Tensor];
          const slope = mul(sub(exp(logS), exp(logT)), temperature / batch);
          const along = div(sum(mul(slope, standard), 1, true), classes - 1);
          const across = sub(sub(slope, mean(slope, 1, true)), mul(standard, along));
          return div<Tensor2D>(across, deviation);
        },
      };
    });
  },
};
