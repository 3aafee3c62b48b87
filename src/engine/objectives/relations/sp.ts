import {
  abs,
  div,
  matMul,
  maximum,
  mul,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import { withGradient } from '../../layers/withGradient.ts';
import { fixed, flat, normalised, signOf, squaredError } from '../primitives.ts';

/** By which norm the rows of G are divided. */
export type RowNorm = 'l2' | 'l1';

/**
 * Σ (G_t − G_s)² / B², G = rows of FFᵀ over their norm, F the activations of each image as one row.
 * Tung & Mori 2019, arXiv 1907.09682, equations 2 to 4 (`l2`; so RepDistiller and mdistiller). torchdistill's `SPKDLoss` passes 1
 * for the norm where it means the axis, and so divides by `l1`: another loss.
 *
 * @param student [B, …]
 * @param teacher [B, …], of any other size
 */
export function similarityPreserving(student: Tensor, teacher: Tensor, norm: RowNorm = 'l2'): Scalar {
  const relations = (features: Tensor) => {
    const rows = flat(features);
    const gram: Tensor2D = matMul(rows, rows, false, true);
    return norm === 'l2' ? normalised(gram, 1) : overAbsolute(gram);
  };
  const target = fixed([teacher], () => relations(teacher));
  return squaredError(relations(student), target, 1 / (student.shape[0] ?? 1) ** 2);
}

/** Rows over the sum of what they have, without signs. */
function overAbsolute(x: Tensor2D): Tensor2D {
  return withGradient<Tensor2D>(
    [x],
    (save) =>
      tidy(() => {
        const norm = maximum(sum(abs(x), 1, true), 1e-12);
        const y = div<Tensor2D>(x, norm);
        save([x, y, norm]);
        return y;
      }),
    (dy, saved) => {
      const [rows, y, norm] = saved as [Tensor, Tensor, Tensor];
      return [tidy(() => div(sub(dy, mul(signOf(rows), sum(mul(dy, y), 1, true))), norm))];
    },
  );
}
