/**
 * Clipping by the norm of all gradients together (Pascanu et al. 2013, arXiv 1211.5063; `torch.nn.utils.clip_grad_norm_`):
 *
 *     g ← g · min(1, most / (‖all g‖₂ + 1e-6))
 */
import {
  add,
  div,
  minimum,
  type Scalar,
  scalar,
  sqrt,
  square,
  sum,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';

/** As PyTorch adds it to the norm. */
export const clipEpsilon = 1e-6;

/** What every gradient is multiplied by, []; the caller owns it. @param most above 0 */
export function clipFactor(gradients: readonly Tensor[], most: number): Scalar {
  return tidy(() => {
    const squares = gradients.map((gradient) => sum<Scalar>(square(gradient)));
    const norm = sqrt(squares.reduce((total, one) => add<Scalar>(total, one), scalar(0)));
    return minimum<Scalar>(div(scalar(most), add(norm, clipEpsilon)), 1);
  });
}
