/**
 * Batch normalisation in training, with the shortcut and the ReLU that follow it in a residual network:
 *
 *     y = act(γ·x̂ + β + residual),   x̂ = (x − μ) / √(σ² + ε)
 *
 * with μ and σ² the batch's mean and biased variance, and its gradient in closed form, g being dy where y > 0:
 *
 *     dβ = Σ g,   dγ = Σ g·x̂,   dx = γ/√(σ² + ε) · (g − dβ/N − x̂·dγ/N),   d residual = g.
 *
 * Neither is differentiable itself; `layers/batchNorm.ts` makes one operation of the two.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  engine,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { Op, ShapeRule } from '../op.ts';
import { canAssemble } from '../simd/compile.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { composedGradient, composedTraining } from './composed.ts';
import type {
  BatchNormGradientSettings,
  BatchNormGradientTensors,
  BatchNormSettings,
  BatchNormTensors,
} from './given.ts';
import { wasmGradient, wasmTraining } from './wasm.ts';
import { gpuGradient, gpuTraining } from './webgpu.ts';

const trainingName = 'BatchNormTraining';
const gradientName = 'BatchNormTrainingGradient';

export interface Normalised {
  /** [B, H, W, C] */
  readonly y: Tensor4D;
  /** [C] */
  readonly mean: Tensor1D;
  /** [C], the unbiased one (n − 1); 0 for a single value. */
  readonly variance: Tensor1D;
  /** What the backend's gradient wants again, and nobody else understands. */
  readonly state: Tensor[];
}

/** All results are the caller's. */
export function batchNormTraining(tensors: BatchNormTensors, settings: BatchNormSettings): Normalised {
  const { x, gamma, beta, residual } = tensors;
  const inputs: NamedTensorMap = { x, gamma, beta, ...(residual ? { residual } : {}) };
  const attributes = { ...settings } satisfies NamedAttrMap;
  const outputs = engine().runKernel(trainingName, inputs, attributes) as unknown as Tensor[];
  const [y, mean, variance, ...state] = outputs as [Tensor4D, Tensor1D, Tensor1D, ...Tensor[]];
  return { y, mean, variance, state };
}

export interface BatchNormGradients {
  readonly dx: Tensor4D;
  readonly dGamma: Tensor1D;
  readonly dBeta: Tensor1D;
  /** Where there was a residual. */
  readonly dResidual: Tensor4D | undefined;
}

/** All results are the caller's. */
export function batchNormTrainingGradient(
  { dy, gamma, beta, y, state }: BatchNormGradientTensors,
  settings: BatchNormGradientSettings,
): BatchNormGradients {
  const inputs: NamedTensorMap = { dy, gamma, beta, ...(y ? { y } : {}) };
  for (const [i, tensor] of state.entries()) inputs[`state${i}`] = tensor;
  const attributes = { ...settings } satisfies NamedAttrMap;
  const outputs = engine().runKernel(gradientName, inputs, attributes) as unknown as Tensor[];
  const [dx, dGamma, dBeta, dResidual] = outputs as [Tensor4D, Tensor1D, Tensor1D, Tensor4D?];
  return { dx, dGamma, dBeta, dResidual };
}

/** The state's tensors among a gradient kernel's inputs. */
function stateOf<T>(inputs: Readonly<Record<string, T>>): T[] {
  const state: T[] = [];
  for (let i = 0; inputs[`state${i}`] !== undefined; i++) state.push(inputs[`state${i}`] as T);
  return state;
}

/** As our kernels keep it: the state of their gradient is what there is already. */
const normalised: ShapeRule = ({ x }) => {
  const shape = x?.shape ?? [];
  const channels = shape.slice(-1);
  const statistics = [{ shape: channels }, { shape: channels }];
  const state = [
    { shape, shares: 'x' },
    { shape: channels, shares: 1 },
    { shape: channels, shares: 2 },
  ];
  return [{ shape }, ...statistics, ...state];
};

const normalisedBack: ShapeRule = ({ dy, gamma }, attributes) => {
  const { activation, residual } = attributes as unknown as BatchNormGradientSettings;
  const [shape, channels] = [dy?.shape ?? [], gamma?.shape ?? []];
  const slopes = [{ shape }, { shape: channels }, { shape: channels }];
  if (!residual) return slopes;
  return [...slopes, activation === 'relu' ? { shape } : { shape, shares: 'dy' }];
};

export const batchNormTrainingOp: Op = {
  name: trainingName,
  shapes: normalised,
  composed: ({ inputs, attrs }) =>
    composedTraining(inputs as unknown as BatchNormTensors, attrs as unknown as BatchNormSettings),
  kernels: {
    /** Composed where the engine has no vectors. */
    wasm: ({ inputs, attrs, backend }) => {
      const tensors = inputs as unknown as BatchNormTensors;
      const settings = attrs as unknown as BatchNormSettings;
      const wasm = backend as BackendWasm;
      return canAssemble(wasm) ? wasmTraining(wasm, tensors, settings) : composedTraining(tensors, settings);
    },
    webgpu: ({ inputs, attrs, backend }) =>
      gpuTraining(
        backend as GpuBackend,
        inputs as unknown as BatchNormTensors,
        attrs as unknown as BatchNormSettings,
      ),
  },
};

export const batchNormGradientOp: Op = {
  name: gradientName,
  shapes: normalisedBack,
  composed: ({ inputs, attrs }) =>
    composedGradient(
      { ...inputs, state: stateOf(inputs) } as unknown as BatchNormGradientTensors,
      attrs as unknown as BatchNormGradientSettings,
    ),
  kernels: {
    wasm: ({ inputs, attrs, backend }) => {
      const tensors = { ...inputs, state: stateOf(inputs) } as unknown as BatchNormGradientTensors;
      const settings = attrs as unknown as BatchNormGradientSettings;
      const wasm = backend as BackendWasm;
      return canAssemble(wasm) ? wasmGradient(wasm, tensors, settings) : composedGradient(tensors, settings);
    },
    webgpu: ({ inputs, attrs, backend }) =>
      gpuGradient(
        backend as GpuBackend,
        { ...inputs, state: stateOf(inputs) } as unknown as BatchNormGradientTensors,
        attrs as unknown as BatchNormGradientSettings,
      ),
  },
};
