/**
 * The Gaussian error linear unit (Hendrycks & Gimpel 2016, arXiv 1606.08415), exact, as PyTorch's `GELU()`:
 *
 *     y = x·Φ(x),   Φ(x) = (1 + erf(x/√2))/2,   dy/dx = Φ(x) + x·φ(x),   φ(x) = exp(−x²/2)/√(2π).
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  add,
  engine,
  erf,
  exp,
  type KernelFunc,
  mul,
  square,
  type Tensor,
  type TensorInfo,
  tidy,
  util,
} from '@tensorflow/tfjs-core';
import { ofInput } from '../differentiated.ts';
import type { Op } from '../op.ts';
import { like } from '../shapeRules.ts';
import { canAssemble } from '../simd/compile.ts';
import { leastElements } from '../simd/elementLoop.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { geluGradientShader, geluShader } from './gelu.wgsl.ts';
import { wasmGelu, wasmGeluGradient } from './wasm.ts';

const kernelName = 'Gelu';
const gradientName = 'GeluGradient';

/** x·Φ(x), of any shape. Differentiable. */
export function gelu<T extends Tensor>(x: T): T {
  return engine().runKernel(kernelName, { x }) as T;
}

/** dy·(Φ(x) + x·φ(x)); not differentiable. The caller owns the result. */
export function geluGradient(dy: Tensor, x: Tensor): Tensor {
  return engine().runKernel(gradientName, { dy, x }) as Tensor;
}

/** Φ(x) */
const cumulative = (x: Tensor) => mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
/** φ(x) */
const density = (x: Tensor) => mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));

const composed: KernelFunc = ({ inputs }) =>
  tidy(() => mul(inputs.x as Tensor, cumulative(inputs.x as Tensor)));

const composedGradient: KernelFunc = ({ inputs }) => {
  const { dy, x } = inputs as { dy: Tensor; x: Tensor };
  return tidy(() => mul(dy, add(cumulative(x), mul(x, density(x)))));
};

const fits = (backend: unknown, { shape }: TensorInfo) =>
  canAssemble(backend as BackendWasm) && util.sizeFromShape(shape) >= leastElements;

function onGpu(gpu: GpuBackend, shaderOf: typeof geluShader, inputs: readonly TensorInfo[]): TensorInfo {
  const shape = inputs[0]?.shape ?? [];
  const made = gpu.makeTensorInfo(shape, 'float32');
  const { shader, workgroups } = shaderOf(util.sizeFromShape(shape));
  dispatch(gpu, shader, [...inputs, made], workgroups);
  return made;
}

export const geluOp: Op = {
  name: kernelName,
  shapes: like('x'),
  composed,
  kernels: {
    wasm: (given) => {
      const x = given.inputs.x as TensorInfo;
      return fits(given.backend, x) ? wasmGelu(given.backend as BackendWasm, x) : composed(given);
    },
    webgpu: ({ inputs, backend }) => onGpu(backend as GpuBackend, geluShader, [inputs.x as TensorInfo]),
  },
  gradient: ofInput(geluGradient),
};

export const geluGradientOp: Op = {
  name: gradientName,
  shapes: like('x'),
  composed: composedGradient,
  kernels: {
    wasm: (given) => {
      const { dy, x } = given.inputs as { dy: TensorInfo; x: TensorInfo };
      return fits(given.backend, x)
        ? wasmGeluGradient(given.backend as BackendWasm, dy, x)
        : composedGradient(given);
    },
    webgpu: ({ inputs, backend }) => {
      const { dy, x } = inputs as { dy: TensorInfo; x: TensorInfo };
      return onGpu(backend as GpuBackend, geluGradientShader, [dy, x]);
    },
  },
};
