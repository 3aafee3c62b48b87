import { add, matMul, mul, type Scalar, slice, square, sub, sum, type Tensor2D } from '@tensorflow/tfjs-core';
import { magnitude, normalised, rootOf } from '../primitives.ts';

/**
 * Σ over neighbours in the batch, mean of Σ_f |s − t|_n · |s − t|_{n+1}: what RepDistiller calls correlation. It depends on the order of
 * the batch and is not the kernel of the paper that it names. A batch of one has no neighbours: 0.
 *
 * @param student [B, F]
 * @param teacher [B, F]
 */
export function neighbouringDifferences(student: Tensor2D, teacher: Tensor2D): Scalar {
  const [batch, width] = student.shape;
  const apart = magnitude(sub(student, teacher)) as Tensor2D;
  const pairs = Math.max(1, batch - 1);
  const rows = (from: number) => slice(apart, [batch > 1 ? from : 0, 0], [pairs, width]);
  return mul<Scalar>(sum(mul(rows(0), rows(1))), batch > 1 ? 1 / pairs : 0);
}

export type CorrelationKernel = 'gaussian' | 'bilinear';

/** γ and the order of the Taylor series in Peng et al. 2019, section 4.1. */
const gamma = 0.4;
const order = 2;

/**
 * ‖K(S) − K(T)‖_F / B², K the kernel of the rows: `bilinear` SSᵀ, or `gaussian` exp(−γ‖a − b‖²) as its series
 * e^(−2γ) Σ_p (2γ)^p/p! (a·b)^p to p = 2, which holds for rows of length 1.
 * Peng et al. 2019, arXiv 1904.01802, equations 4 to 7, as torchdistill's `CCKDLoss`; that one does not divide rows by their lengths.
 *
 * @param student [B, F]
 * @param teacher [B, F]
 * @param unit whether rows are first divided by their lengths, as the series supposes.
 */
export function correlationCongruence(
  student: Tensor2D,
  teacher: Tensor2D,
  kernel: CorrelationKernel,
  unit = false,
): Scalar {
  const [batch] = student.shape;
  const of = (rows: Tensor2D) => correlations(unit ? normalised(rows, 1) : rows, kernel);
  const apart = sub(of(student), of(teacher));
  return mul<Scalar>(rootOf(sum(square(apart))), 1 / batch ** 2);
}

function correlations(rows: Tensor2D, kernel: CorrelationKernel): Tensor2D {
  const products: Tensor2D = matMul(rows, rows, false, true);
  if (kernel === 'bilinear') return products;
  let [power, factor, series] = [products, 2 * gamma, add(mul(products, 2 * gamma), 1)];
  for (let p = 2; p <= order; p++) {
    power = mul(power, products);
    factor *= (2 * gamma) / p;
    series = add(series, mul(power, factor));
  }
  return mul(series, Math.exp(-2 * gamma));
}
