/**
 * Steps that losses of features and of relations share, each with its gradient in closed form.
 */
import {
  clipByValue,
  div,
  maximum,
  mean,
  mul,
  neg,
  reshape,
  type Scalar,
  sqrt,
  square,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tidy,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { withGradient } from '../layers/withGradient.ts';

/** What `compute` makes of tensors that nothing is differentiated by, such as a teacher's: nothing of it is taped. */
export function fixed<Output extends Tensor>(inputs: readonly Tensor[], compute: () => Output): Output {
  return withGradient<Output>(
    inputs,
    () => tidy(compute),
    () => inputs.map((input) => zerosLike(input)),
  );
}

/** The same numbers, of which no gradient goes on. */
export const stopped = <T extends Tensor>(x: T): T => fixed([x], () => x.clone());

/** [B, …] → [B, F], row by row. */
export const flat = (x: Tensor): Tensor2D =>
  x.rank === 2 ? (x as Tensor2D) : reshape(x, [x.shape[0] ?? 0, x.size / (x.shape[0] ?? 1)]);

/** share · Σ (x − target)² */
export function squaredError(x: Tensor, target: Tensor, share = 1 / x.size): Scalar {
  return errorOf(
    x,
    target,
    (error) => mul(sum(square(error)), share),
    (error) => mul(error, 2 * share),
  );
}

/** mean |x − target| */
export function absoluteError(x: Tensor, target: Tensor): Scalar {
  return errorOf(
    x,
    target,
    (error) => mul(sum(mul(error, signOf(error))), 1 / x.size),
    (error) => mul(signOf(error), 1 / x.size),
  );
}

/** Mean of e²/2 where |e| < 1 and of |e| − ½ elsewhere, e = x − target. Equals `torch.nn.functional.smooth_l1_loss`. */
export function smoothError(x: Tensor, target: Tensor): Scalar {
  return errorOf(
    x,
    target,
    (error) => {
      const clipped = clipByValue(error, -1, 1);
      return mean(mul(clipped, sub(error, mul(clipped, 0.5))));
    },
    (error) => mul(clipByValue(error, -1, 1), 1 / x.size),
  );
}

/** A function of x − target, two tensors of one shape, with its slope; differentiable by both. */
function errorOf(
  x: Tensor,
  target: Tensor,
  value: (error: Tensor) => Tensor,
  slope: (error: Tensor) => Tensor,
): Scalar {
  return withGradient<Scalar>(
    [x, target],
    (save) =>
      tidy(() => {
        const error = sub(x, target);
        save([error]);
        return value(error) as Scalar;
      }),
    (dy, [error]) => {
      const gradient = tidy(() => mul(slope(error as Tensor), dy));
      return [gradient, neg(gradient)];
    },
  );
}

/** 1, 0 or −1; not differentiated. */
export const signOf = (x: Tensor): Tensor => sub(step(x), step(neg(x)));

/** 1 where a > b, 0 elsewhere; of equal or broadcast shapes, and not differentiated. */
export const above = (a: Tensor, b: Tensor | number): Tensor => step(sub(a, b));

/** Torch's ε under a norm that may be 0. */
const least = 1e-12;

/** x / max(‖x‖₂, 1e-12) along an axis, as `torch.nn.functional.normalize`. */
export function normalised<T extends Tensor>(x: T, axis: number): T {
  return withGradient<T>(
    [x],
    (save) =>
      tidy(() => {
        const norm = maximum(sqrt(sum(square(x), axis, true)), least);
        const y = div<T>(x, norm);
        save([y, norm]);
        return y;
      }),
    (dy, [y, norm]) => [
      tidy(() => div(sub(dy, mul(y as Tensor, sum(mul(dy, y as Tensor), axis, true))), norm as Tensor)),
    ],
  );
}

/** √x, whose gradient is 0 where x ≤ 0. */
export function rootOf(x: Tensor): Tensor {
  return withGradient(
    [x],
    (save) => {
      const root = sqrt(maximum(x, 0));
      save([root]);
      return root;
    },
    (dy, [root]) => [
      tidy(() => mul(dy, mul(0.5, div(step(root as Tensor), maximum(root as Tensor, least))))),
    ],
  );
}

/** |x| of each number, with its gradient. */
export function magnitude(x: Tensor): Tensor {
  return withGradient(
    [x],
    (save) => {
      save([x]);
      return mul(x, signOf(x));
    },
    (dy, [given]) => [tidy(() => mul(dy, signOf(given as Tensor)))],
  );
}
