/**
 * Kullback–Leibler divergence that stays accurate where two distributions are nearly the same.
 */
import {
  abs,
  add,
  clipByValue,
  exp,
  less,
  mul,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor2D,
  where,
} from '@tensorflow/tfjs-core';

/** Below this |log p_t − log p_s| the series is the more accurate of the two forms, above it the direct one. */
const small = 0.1;

/**
 * Σ over rows and columns of p_t·log(p_t / p_s), in nats, for two tensors [N, K] of log-probabilities.
 *
 * At high temperatures the plain sum cancels: its parts are of order d = log p_t − log p_s and the result of order d²,
 * so float32 leaves noise, of either sign. As both rows sum to 1, the same sum is Σ p_t·φ(d) with
 * φ(d) = d + e^(−d) − 1 ≥ 0, in which nothing cancels between classes. φ is d²(1/2 − d/6 + d²/24) + O(d⁵) for
 * small d and is written p_t·d − p_t + p_s otherwise.
 */
export function divergence(logTeacher: Tensor2D, logStudent: Tensor2D): Scalar {
  const teacher = exp(logTeacher);
  const d = sub(logTeacher, logStudent);
  const direct = add(mul(teacher, sub(d, 1)), exp(logStudent));
  const clipped = clipByValue(d, -small, small);
  const series = mul(square(clipped), sub(0.5, mul(clipped, sub(1 / 6, mul(clipped, 1 / 24)))));
  return sum<Scalar>(where(less(abs(d), small), mul(teacher, series), direct));
}
