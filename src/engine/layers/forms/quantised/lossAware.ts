/**
 * Loss-aware binary weights (Hou, Yao & Kwok 2017, arXiv 1611.01600, equation 7 and algorithm 1): ŵ = α·sign(w) of the layer, with the
 * curvature d of the loss as the optimiser knows it,
 *
 *     α = Σ d·|w| / Σ d,   d = √v + 1e-8,
 *
 * v being Adam's mean of squared gradients. ∂ŵ/∂w is taken as 1. The scale is measured between steps (`lossAwareScale`) and stays fixed
 * in between.
 */
import { mul, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { named } from '../../parameters.ts';
import { withGradient } from '../../withGradient.ts';
import { scaleSpec, type WeightMethod } from './method.ts';
import { signOf } from './reductions.ts';

/** α, [1] */
export const binaryScaleName = (layer: string) => `${layer}.weight_scale`;

/** α in float64; without a curvature the mean of |w|. */
export function lossAwareScale(weights: Float32Array, secondMoment: Float32Array | undefined): number {
  let [sum, of] = [0, 0];
  for (const [i, weight] of weights.entries()) {
    const d = Math.sqrt(secondMoment?.[i] ?? 0) + 1e-8;
    sum += d * Math.min(Math.abs(weight), 1);
    of += d;
  }
  return of > 0 ? sum / of : 0;
}

/** @param scale [1] */
export function scaledSign(w: Tensor, scale: Tensor1D): Tensor {
  return withGradient(
    [w],
    () => mul(signOf(w), scale),
    (dy) => [dy.clone()],
  );
}

export const lab: WeightMethod = {
  specs: ({ name }) => [scaleSpec(binaryScaleName(name), 1, 'frozen')],
  made: (parameters, { name }) =>
    scaledSign(named(parameters, `${name}.weight`), named(parameters, binaryScaleName(name))),
  bits: () => 1,
  scales: () => 1,
  zeros: () => 0,
};
