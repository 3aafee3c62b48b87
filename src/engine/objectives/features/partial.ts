/**
 * Errors of maps that count only where student and teacher lie on two sides of a boundary.
 */
import {
  add,
  div,
  maximum,
  mul,
  type Scalar,
  square,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { withGradient } from '../../layers/withGradient.ts';
import { above, fixed } from '../primitives.ts';

const not = (mask: Tensor) => sub(1, mask);

/**
 * share · Σ [(s + m)² where s > −m and t ≤ 0, (s − m)² where s ≤ m and t > 0]: neurons are to be active where the teacher's are, by a
 * margin. Heo et al. 2019, arXiv 1811.03233, equation 6. torchdistill divides the sum by B; RepDistiller's `ABLoss` also multiplies it
 * by 3/1000, and weighs stages ¼, ½, 1.
 *
 * @param student [B, H, W, C], before an activation
 * @param teacher of the same shape
 */
export function activationBoundary(student: Tensor, teacher: Tensor, margin = 1, share = 1): Scalar {
  return masked(student, share, () => {
    const active = above(teacher, 0);
    const below = mul(above(student, -margin), not(active));
    const under = mul(not(above(student, margin)), active);
    const target = sub(mul(active, 2 * margin), margin);
    return mul(sub(student, target), add(below, under));
  });
}

/**
 * 1/B Σ [(s − m)² where s > m ≥ t, (s − t)² where s > t > m and t ≤ 0, (s − t)² where t > 0]: what is below 0 in the teacher is to be
 * below 0, however far. Heo et al. 2019, arXiv 1904.01866, equation 2.
 *
 * @param student [B, H, W, C], before an activation
 * @param teacher of the same shape
 * @param margin m ≤ 0 of each channel, [C]
 */
export function marginError(student: Tensor4D, teacher: Tensor4D, margin: Tensor): Scalar {
  return masked(student, 1 / student.shape[0], () => {
    const positive = above(teacher, 0);
    const beyond = above(teacher, margin);
    const within = mul(mul(above(student, teacher), beyond), not(positive));
    const outside = mul(above(student, margin), not(beyond));
    return add(
      mul(sub(student, teacher), add(within, positive)),
      mul(mul(sub(student, margin), outside), not(positive)),
    );
  });
}

/**
 * The mean of what a channel has below 0, [C]; 0 where it has nothing there. Heo et al. compute it of the batch norm before the
 * activation, where it is known; here it is the batch's.
 */
export function meanBelowZero(map: Tensor4D): Tensor {
  return fixed([map], () => {
    const below = not(step(map));
    const count = maximum(sum(below, [0, 1, 2]), 1);
    return div(sum(mul(map, below), [0, 1, 2]), count);
  });
}

/** share · Σ error², the error being 0 where it does not count. */
function masked(student: Tensor, share: number, errorOf: () => Tensor): Scalar {
  return withGradient<Scalar>(
    [student],
    (save) =>
      tidy(() => {
        const error = errorOf();
        save([error]);
        return mul(sum(square(error)), share) as Scalar;
      }),
    (dy, [error]) => [tidy(() => mul(error as Tensor, mul(dy, 2 * share)))],
  );
}
