import {
  add,
  matMul,
  mean,
  mul,
  reshape,
  type Scalar,
  square,
  sub,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { onFeatures, overStages } from '../onFeatures.ts';
import { fixed, normalised } from '../primitives.ts';
import { stages } from '../taps.ts';
import type { Objective } from '../term.ts';
import { sameSize } from './sameSize.ts';

/**
 * Maximum mean discrepancy between the channels' patterns of two maps with the kernel k(x, y) = (xᵀy)²:
 * mean k(t, t) + mean k(s, s) − 2·mean k(s, t), each channel of an image over its length. The larger map is averaged to the other's size.
 * Huang & Wang 2017, arXiv 1707.01219, equation 6 with the polynomial kernel, as RepDistiller's `NSTLoss` and mdistiller.
 *
 * @param student [B, H, W, C]
 * @param teacher [B, H', W', C']
 */
export function selectivity(student: Tensor4D, teacher: Tensor4D): Scalar {
  const [mine, theirs] = sameSize(student, teacher);
  const channels = (map: Tensor4D): Tensor3D => {
    const [batch, height, width, count] = map.shape;
    return normalised(reshape(map, [batch, height * width, count]), 1);
  };
  const kernel = (a: Tensor3D, b: Tensor3D) => mean<Scalar>(square(matMul(a, b, true, false)));
  const patterns = channels(mine);
  const target = fixed([theirs], () => channels(theirs));
  const own = fixed([target], () => kernel(target, target));
  return add<Scalar>(own, sub(kernel(patterns, patterns), mul(kernel(patterns, target), 2)));
}

export const nst: Objective = onFeatures('nst', stages, () => ({
  value: (mine, theirs) => overStages(mine, theirs, selectivity),
}));
