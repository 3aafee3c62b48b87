/**
 * A fully connected layer over many rows, such as all tokens of a batch: as `linear` does it, y = x·W + b with dx = dy·Wᵀ, dW = xᵀ·dy and
 * db = Σ dy, by kernels that are made for many rows where those are made for a classifier's few.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  engine,
  type NamedTensorMap,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { type LinearGradients, type LinearTensors, linearGradientOp, linearOp } from '../linear/linear.ts';
import type { Op } from '../op.ts';
import { canAssemble } from '../simd/compile.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { wasmTokenLinear, wasmTokenLinearGradient } from './wasm.ts';
import { gpuTokenLinear, gpuTokenLinearGradient } from './webgpu.ts';

const kernelName = 'TokenLinear';
const gradientName = 'TokenLinearGradient';

/** [rows, out]. Not differentiable itself; the caller owns the result. */
export function tokenLinearProduct({ x, weight, bias }: LinearTensors): Tensor2D {
  const inputs: NamedTensorMap = { x, weight, ...(bias ? { bias } : {}) };
  return engine().runKernel(kernelName, inputs) as Tensor2D;
}

/** @param dy [rows, out]. The caller owns the results. */
export function tokenLinearGradient(
  dy: Tensor2D,
  { x, weight }: Omit<LinearTensors, 'bias'>,
): LinearGradients {
  const inputs: NamedTensorMap = { dy, x, weight };
  const outputs = engine().runKernel(gradientName, inputs) as unknown as Tensor[];
  const [dx, dWeight, dBias] = outputs as [Tensor2D, Tensor2D, Tensor1D];
  return { dx, dWeight, dBias };
}

type GradientTensors = Omit<LinearTensors, 'bias'> & { readonly dy: Tensor2D };

export const tokenLinearOp: Op = {
  ...linearOp,
  name: kernelName,
  kernels: {
    wasm: (given) =>
      canAssemble(given.backend as BackendWasm)
        ? wasmTokenLinear(given.backend as BackendWasm, given.inputs as unknown as LinearTensors)
        : (linearOp.composed as NonNullable<Op['composed']>)(given),
    webgpu: ({ inputs, backend }) =>
      gpuTokenLinear(backend as GpuBackend, inputs as unknown as LinearTensors),
  },
};

export const tokenLinearGradientOp: Op = {
  ...linearGradientOp,
  name: gradientName,
  kernels: {
    wasm: (given) =>
      canAssemble(given.backend as BackendWasm)
        ? wasmTokenLinearGradient(given.backend as BackendWasm, given.inputs as unknown as GradientTensors)
        : (linearGradientOp.composed as NonNullable<Op['composed']>)(given),
    webgpu: ({ inputs, backend }) =>
      gpuTokenLinearGradient(backend as GpuBackend, inputs as unknown as GradientTensors),
  },
};
