import {
  add,
  div,
  log,
  matMul,
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
import { fixed, flat } from '../primitives.ts';

/** ε of the authors' code, added to norms and inside logarithms. */
const small = 1e-7;

/**
 * Mean over all B² entries of p_t·log((p_t + ε)/(p_s + ε)), p = rows of (1 + cos(x_i, x_j))/2 over their sums.
 * Passalis & Tefas 2018 (ECCV), equations 5 to 8 with the cosine kernel, as in RepDistiller, mdistiller and torchdistill. It is a mean
 * over entries: B times less than the divergence of a row, averaged over rows, hence RepDistiller's weight of 30000.
 *
 * @param student [B, …]
 * @param teacher [B, …]
 */
export function probabilisticTransfer(student: Tensor, teacher: Tensor): Scalar {
  const target = fixed([teacher], () => affinities(flat(teacher)));
  const information = fixed([target], () => mean(mul(target, log(add(target, small)))));
  const crossed = mean<Scalar>(mul(target, log(add(affinities(flat(student)), small))));
  return sub<Scalar>(information, crossed);
}

function affinities(rows: Tensor2D): Tensor2D {
  const lengths = sqrt(sum(square(rows), 1, true));
  const unit = div(rows, add(lengths, small));
  const cosines = add(mul(matMul(unit, unit, false, true), 0.5), 0.5);
  return div(cosines, sum(cosines, 1, true));
}
