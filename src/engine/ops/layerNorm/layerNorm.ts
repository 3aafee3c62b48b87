/**
 * Layer norm over the last axis (Ba et al. 2016, arXiv 1607.06450), as PyTorch's `LayerNorm` of one axis:
 *
 *     y = γ·x̂ + β,   x̂ = (x − μ)·r,   r = 1/√(σ² + ε)
 *
 * with μ and σ² the mean and biased variance of each row, and its gradient in closed form, with g = γ·dy:
 *
 *     dx = r·(g − mean(g) − x̂·mean(g·x̂)),   dγ = Σ dy·x̂,   dβ = Σ dy.
 *
 * Neither is differentiable itself; `layers/layerNorm.ts` makes one operation of the two.
 */
import {
  add,
  engine,
  mean,
  mul,
  type NamedTensorMap,
  rsqrt,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  tidy,
} from '@tensorflow/tfjs-core';
import { channelSums } from '../channelSums/channelSums.ts';
import type { Op, Shaped } from '../op.ts';
import { channels, shapeOf } from '../shapeRules.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { gpuLayerNorm, gpuLayerNormGradient } from './webgpu.ts';

const kernelName = 'LayerNorm';
const gradientName = 'LayerNormGradient';

export interface LayerNormTensors {
  /** [..., D] */
  readonly x: Tensor;
  /** γ, [D] */
  readonly gamma: Tensor1D;
  /** β, [D] */
  readonly beta: Tensor1D;
}

export interface NormalisedRows {
  /** [..., D] */
  readonly y: Tensor;
  /** μ, [..., 1] */
  readonly mean: Tensor;
  /** r, [..., 1] */
  readonly inverse: Tensor;
}

/** All results are the caller's. */
export function layerNormRows(tensors: LayerNormTensors, epsilon: number): NormalisedRows {
  const inputs: NamedTensorMap = { ...tensors };
  const outputs = engine().runKernel(kernelName, inputs, { epsilon }) as unknown as Tensor[];
  const [y, means, inverse] = outputs as [Tensor, Tensor, Tensor];
  return { y, mean: means, inverse };
}

export interface LayerNormGradientTensors extends Omit<NormalisedRows, 'y'> {
  readonly dy: Tensor;
  readonly x: Tensor;
  readonly gamma: Tensor1D;
}

export interface LayerNormGradients {
  readonly dx: Tensor;
  readonly dGamma: Tensor1D;
  readonly dBeta: Tensor1D;
}

/** All results are the caller's. */
export function layerNormGradient(tensors: LayerNormGradientTensors): LayerNormGradients {
  const inputs: NamedTensorMap = { ...tensors };
  const outputs = engine().runKernel(gradientName, inputs) as unknown as Tensor[];
  const [dx, dGamma, dBeta] = outputs as [Tensor, Tensor1D, Tensor1D];
  return { dx, dGamma, dBeta };
}

/** One number a row. */
const perRow = (inputs: Readonly<Record<string, Shaped>>) => [...shapeOf(inputs, 'x').slice(0, -1), 1];

export const layerNormOp: Op = {
  name: kernelName,
  shapes: (inputs) => [{ shape: shapeOf(inputs, 'x') }, { shape: perRow(inputs) }, { shape: perRow(inputs) }],
  composed: ({ inputs, attrs }) => {
    const { x, gamma, beta } = inputs as unknown as LayerNormTensors;
    const { epsilon } = attrs as unknown as { readonly epsilon: number };
    return tidy(() => {
      const means = mean(x, -1, true);
      const apart = sub(x, means);
      const inverse = rsqrt(add(mean(square(apart), -1, true), epsilon));
      return [add(mul(mul(apart, inverse), gamma), beta), means, inverse];
    });
  },
  kernels: {
    webgpu: ({ inputs, attrs, backend }) => {
      const { epsilon } = attrs as unknown as { readonly epsilon: number };
      return gpuLayerNorm(backend as GpuBackend, inputs as unknown as LayerNormTensors, epsilon);
    },
  },
};

export const layerNormGradientOp: Op = {
  name: gradientName,
  shapes: (inputs) => [
    { shape: shapeOf(inputs, 'x') },
    channels('x')(inputs, {}) as { shape: number[] },
    channels('x')(inputs, {}) as { shape: number[] },
  ],
  composed: ({ inputs }) => {
    const { dy, x, gamma, mean: means, inverse } = inputs as unknown as LayerNormGradientTensors;
    return tidy(() => {
      const normalised = mul(sub(x, means), inverse);
      const g = mul(dy, gamma);
      const along = mul(normalised, mean(mul(g, normalised), -1, true));
      const dx = mul(inverse, sub(sub(g, mean(g, -1, true)), along));
      return [dx, channelSums(mul(dy, normalised)), channelSums(dy)];
    });
  },
  kernels: {
    webgpu: ({ inputs, backend }) =>
      gpuLayerNormGradient(backend as GpuBackend, inputs as unknown as LayerNormGradientTensors),
  },
};
