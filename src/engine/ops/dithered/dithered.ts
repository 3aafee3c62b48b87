/**
 * Noise before rounding, as stochastic rounding has it (Gupta et al. 2015, arXiv 1502.02551, section 3): with u uniform in [0, 1),
 *
 *     y = x + (u − 1/2)·s
 *
 * put on the nearest multiple of s lies on the one below x or above it, with x as its expectation. The noise is counted, not drawn: u of
 * element i is a hash of (seed, step, i), so that a recorded step has another with each step's number, and every backend the same.
 */
import {
  engine,
  type KernelFunc,
  type NamedTensorMap,
  type Tensor,
  type Tensor1D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { keyOf, noiseFunctions, noiseOf } from '../countedNoise/countedNoise.ts';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { like } from '../shapeRules.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';

const kernelName = 'Dithered';

export interface Dithering {
  readonly x: Tensor;
  /** s: [1], or [C] where element i of x belongs to channel i mod C. 1 unless given. */
  readonly scale?: Tensor1D | undefined;
  /** [2]: seed and step, whole numbers from 0 to 2²⁴. */
  readonly counter: Tensor1D;
}

/** Of x's shape; not differentiable itself. The caller owns the result. */
export function dithered({ x, scale, counter }: Dithering): Tensor {
  const inputs: NamedTensorMap = { x, counter, ...(scale ? { scale } : {}) };
  return engine().runKernel(kernelName, inputs) as Tensor;
}

type Inputs = Record<'x' | 'counter', TensorInfo> & { readonly scale?: TensorInfo };

function hostKernel(backendName: 'cpu' | 'wasm'): KernelFunc {
  return ({ inputs, backend }) => {
    const { x, scale, counter } = inputs as unknown as Inputs;
    const memory = hostMemory(backendName, backend);
    const output = memory.output(x.shape);
    const [y, from] = [memory.view(output), memory.view(x)];
    const scales = scale ? memory.view(scale) : Float32Array.of(1);
    const [seed = 0, step = 0] = memory.view(counter);
    const key = keyOf(seed, step);
    for (let i = 0, channel = 0; i < y.length; i++) {
      y[i] = (from[i] as number) + Math.fround(noiseOf(key, i) * (scales[channel] as number));
      if (++channel === scales.length) channel = 0;
    }
    return output;
  };
}

const gpuKernel: KernelFunc = ({ inputs, backend }) => {
  const gpu = backend as GpuBackend;
  const { x, scale, counter } = inputs as unknown as Inputs;
  const y = gpu.makeTensorInfo(x.shape, 'float32');
  const channels = scale?.shape[0] ?? 0;
  const unit = channels === 0 ? '1.0' : `scale[${channels === 1 ? '0' : `i % ${channels}u`}]`;
  const { shader, workgroups } = elementwise({
    key: `${kernelName}, ${channels} channels`,
    bindings: [
      { name: 'x', type: 'f32' },
      { name: 'counter', type: 'f32' },
      ...(scale ? ([{ name: 'scale', type: 'f32' }] as const) : []),
      { name: 'y', type: 'f32', writes: true },
    ],
    count: x.shape.reduce((product, length) => product * length, 1),
    functions: noiseFunctions,
    body: `y[i] = x[i] + noise_of(u32(counter[0]), u32(counter[1]), i) * ${unit};`,
  });
  dispatch(gpu, shader, [x, counter, ...(scale ? [scale] : []), y], workgroups);
  return y;
};

/** No other operations make a hash of whole numbers of 32 bits. */
export const ditheredOp: Op = {
  name: kernelName,
  shapes: like('x'),
  kernels: { cpu: hostKernel('cpu'), wasm: hostKernel('wasm'), webgpu: gpuKernel },
  lackedBy: ['cpu', 'wasm', 'webgpu'],
};
