/**
 * Batch norm in training as a handful of stock operations over whole activations, with the few that our backends do
 * faster in another way: `channelSums` and `channelAffine`.
 */
import {
  add,
  mul,
  neg,
  onesLike,
  relu,
  rsqrt,
  square,
  step,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tidy,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { channelAffine } from '../channelAffine/channelAffine.ts';
import { channelSums } from '../channelSums/channelSums.ts';
import type {
  BatchNormGradientSettings,
  BatchNormGradientTensors,
  BatchNormSettings,
  BatchNormTensors,
} from './given.ts';

/** Returns y, mean, variance, and as state x − μ and 1/√(σ² + ε). */
export function composedTraining(
  { x, gamma, beta, residual }: BatchNormTensors,
  { activation, epsilon }: BatchNormSettings,
): Tensor[] {
  return tidy(() => {
    const count = x.size / x.shape[3];
    const mean: Tensor1D = mul(channelSums(x), 1 / count);
    // Centred before it is squared: E[x²] − μ² cancels where the mean is large beside the deviation.
    const centred = channelAffine(x, onesLike(mean), neg(mean));
    const biased: Tensor1D = mul(channelSums(square(centred)), 1 / count);
    const inverse: Tensor1D = rsqrt(add(biased, epsilon));
    const normalised = channelAffine(centred, mul(gamma, inverse), beta);
    const sum = residual ? add(normalised, residual) : normalised;
    const y = activation === 'relu' ? relu(sum) : sum;
    return [y, mean, mul(biased, count / Math.max(1, count - 1)), centred, inverse];
  });
}

/** Returns dx, dγ, dβ, and d residual where there was one. */
export function composedGradient(
  { dy, gamma, y, state }: BatchNormGradientTensors,
  { residual }: BatchNormGradientSettings,
): Tensor[] {
  const [centred, inverse] = state as readonly [Tensor4D, Tensor1D];
  return tidy(() => {
    const share = 1 / (dy.size / dy.shape[3]);
    const g: Tensor4D = y ? mul(dy, step(y)) : dy;
    const scale: Tensor1D = mul(gamma, inverse);
    const dBeta = channelSums(g);
    const dGamma: Tensor1D = mul(channelSums(mul(g, centred)), inverse);
    // dx = scale·g + centred·slope + offset, with x̂ = centred·inverse.
    const slope: Tensor1D = mul(mul(scale, mul(inverse, dGamma)), -share);
    const offset: Tensor1D = mul(mul(scale, dBeta), -share);
    const dx = add(channelAffine(g, scale, offset), channelAffine(centred, slope, zerosLike(slope)));
    return [dx, dGamma, dBeta, ...(residual ? [g === dy ? dy.clone() : g] : [])];
  });
}
