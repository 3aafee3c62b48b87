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
import type { LogitLoss } from './logitLoss.ts';

/** Weights of the agreement within an image (rows) and within a class (columns). */
const rowWeight = 1;
const columnWeight = 1;

/**
 * Added to the squared norms of centred probabilities: a row or column without any variation (a batch of one image, a
 * student that says the same for all classes) correlates with nothing, and its gradient stays finite.
 */
const floor = 1e-10;

interface Correlation {
  /** Pearson's r, [N, 1] over rows or [1, K] over columns. */
  readonly r: Tensor;
  /** d r / d p_s, [N, K]. */
  readonly slope: Tensor;
}

/** Pearson correlation of `student` and `teacher`, both [N, K], along `axis` (1: rows, 0: columns). */
function correlation(student: Tensor, teacher: Tensor, axis: 0 | 1): Correlation {
  const centred = (p: Tensor) => sub(p, mean(p, axis, true));
  const norm = (p: Tensor) => sqrt(add(sum(square(p), axis, true), floor));
  const s = centred(student);
  const t = centred(teacher);
  const sNorm = norm(s);
  const sUnit = div(s, sNorm);
  const tUnit = div(t, norm(t));
  const r = sum(mul(sUnit, tUnit), axis, true);
  return { r, slope: div(sub(tUnit, mul(r, sUnit)), sNorm) };
}

/**
 * T²·[β(1 − mean over rows of Pearson(p_s, p_t)) + γ(1 − mean over columns)], p = softmax(z/T), β = γ = 1.
 * With g = −T²[β/N·∂r_row/∂p_s + γ/K·∂r_column/∂p_s], its gradient is p_s(g − Σ_k p_s g)/T.
 * Huang et al. 2022, arXiv 2205.10536, equations 8 to 10.
 */
export const dist: LogitLoss = {
  value({ student, teacher, temperature }) {
    const [batch, classes] = student.shape;
    return differentiable(student, (logits) => {
      const mine = exp(logSoftmax(div(logits, temperature)));
      const theirs = exp(logSoftmax(div(teacher, temperature)));
      const rows = correlation(mine, theirs, 1);
      const columns = correlation(mine, theirs, 0);
      const disagreement = add(
        mul(sub(1, mean(rows.r)), rowWeight),
        mul(sub(1, mean(columns.r)), columnWeight),
      );
      return {
        value: mul<Scalar>(disagreement, temperature ** 2),
        saved: [mine, rows.slope, columns.slope],
        gradient: (saved) => {
          const [p, rowSlope, columnSlope] = saved as [Tensor, Tensor, Tensor];
          const slope = add(mul(rowSlope, rowWeight / batch), mul(columnSlope, columnWeight / classes));
          const weighted = mul(p, slope);
          return mul<Tensor2D>(sub(weighted, mul(p, sum(weighted, 1, true))), -temperature);
        },
      };
    });
  },
};
