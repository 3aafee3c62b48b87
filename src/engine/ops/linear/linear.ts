/**
 * A fully connected layer y = x·W + b and its gradients dx = dy·Wᵀ, dW = xᵀ·dy, db = Σ dy.
 *
 * Composed, the gradient transposes first, because the wasm backend's product with a transposed operand is a scalar
 * loop, 20 times slower.
 */
import {
  add,
  engine,
  matMul,
  type NamedTensorMap,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { channelSums } from '../channelSums/channelSums.ts';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { linearGradientShader, linearShader } from './linear.wgsl.ts';

const kernelName = 'Linear';
const gradientName = 'LinearGradient';

export interface LinearTensors {
  /** [B, in] */
  readonly x: Tensor2D;
  /** [in, out] */
  readonly weight: Tensor2D;
  /** [out] */
  readonly bias?: Tensor1D | undefined;
}

export interface LinearGradients {
  readonly dx: Tensor2D;
  readonly dWeight: Tensor2D;
  readonly dBias: Tensor1D;
}

/** [B, out]. Not differentiable itself; the caller owns the result. */
export function linearProduct({ x, weight, bias }: LinearTensors): Tensor2D {
  const inputs: NamedTensorMap = { x, weight, ...(bias ? { bias } : {}) };
  return engine().runKernel(kernelName, inputs) as Tensor2D;
}

/** @param dy [B, out]. The caller owns the results. */
export function linearGradient(dy: Tensor2D, { x, weight }: Omit<LinearTensors, 'bias'>): LinearGradients {
  const inputs: NamedTensorMap = { dy, x, weight };
  const outputs = engine().runKernel(gradientName, inputs) as unknown as Tensor[];
  const [dx, dWeight, dBias] = outputs as [Tensor2D, Tensor2D, Tensor1D];
  return { dx, dWeight, dBias };
}

interface GradientInputs extends Omit<LinearTensors, 'bias'> {
  readonly dy: Tensor2D;
}

export const linearOp: Op = {
  name: kernelName,
  shapes: ({ x, weight }) => ({ shape: [x?.shape[0] ?? 0, weight?.shape[1] ?? 0] }),
  composed: ({ inputs }) => {
    const { x, weight, bias } = inputs as unknown as LinearTensors;
    return bias ? tidy(() => add(matMul(x, weight), bias)) : matMul(x, weight);
  },
  kernels: {
    webgpu: ({ inputs, backend }) => {
      const { x, weight, bias } = inputs as unknown as LinearTensors;
      const gpu = backend as GpuBackend;
      const y = gpu.makeTensorInfo([x.shape[0], weight.shape[1]], 'float32');
      const { shader, workgroups } = linearShader(x.shape[0], ...weight.shape, bias !== undefined);
      dispatch(gpu, shader, [x, weight, ...(bias ? [bias] : []), y], workgroups);
      return y;
    },
  },
};

export const linearGradientOp: Op = {
  name: gradientName,
  shapes: ({ x, weight }) => [
    { shape: x?.shape ?? [] },
    { shape: weight?.shape ?? [] },
    { shape: [weight?.shape[1] ?? 0] },
  ],
  composed: ({ inputs }) => {
    const { dy, x, weight } = inputs as unknown as GradientInputs;
    return tidy(() => [matMul(dy, transpose(weight)), matMul(transpose(x), dy), channelSums(dy)]);
  },
  kernels: {
    webgpu: ({ inputs, backend }) => {
      const { dy, x, weight } = inputs as unknown as GradientInputs;
      const gpu = backend as GpuBackend;
      const shapes = [x.shape, weight.shape, [weight.shape[1]]];
      const outputs = shapes.map((shape) => gpu.makeTensorInfo(shape, 'float32'));
      const { shader, workgroups } = linearGradientShader(x.shape[0], ...weight.shape);
      dispatch(gpu, shader, [dy, x, weight, ...outputs], workgroups);
      return outputs;
    },
  },
};
