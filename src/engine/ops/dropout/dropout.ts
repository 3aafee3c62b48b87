/**
 * Dropout (Srivastava et al. 2014, JMLR 15) and stochastic depth (Huang et al. 2016, arXiv 1603.09382): each element, or each image's
 * whole activation, becomes 0 with probability p, and 1/(1 − p) times itself otherwise.
 *
 * Which ones is counted, not drawn: a hash of seed, step, stream and place, so that a recorded step has others with each step's number,
 * every backend the same, and the gradient finds them again without a mask that is kept.
 */
import { engine, type KernelFunc, type Tensor, type Tensor1D, type TensorInfo } from '@tensorflow/tfjs-core';
import { keyOf, noiseFunctions, noiseOf } from '../countedNoise/countedNoise.ts';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { like } from '../shapeRules.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';

const kernelName = 'Dropped';

export interface Dropping {
  /** p, from 0 to below 1. */
  readonly rate: number;
  /** [2]: seed and step, whole numbers from 0 to 2²⁴. */
  readonly counter: Tensor1D;
  /** A whole number below 2³², another for each place of the network; 0 unless given. */
  readonly stream?: number;
  /** Whole images instead of elements: of those along the first axis. */
  readonly perSample?: boolean;
}

/** Of x's shape. Differentiable with respect to x. @throws RangeError where p is not from 0 to below 1. */
export function dropped<T extends Tensor>(x: T, settings: Dropping): T {
  const { rate, counter, stream = 0, perSample = false } = settings;
  if (!(rate >= 0 && rate < 1)) throw new RangeError(`A rate of ${rate} is not from 0 to below 1.`);
  return engine().runKernel(kernelName, { x, counter }, { rate, stream, perSample }) as T;
}

interface Attributes {
  readonly rate: number;
  readonly stream: number;
  readonly perSample: boolean;
}

type Inputs = Record<'x' | 'counter', TensorInfo>;

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/** How many neighbouring elements share a fate. */
const shareOf = ({ shape }: TensorInfo, perSample: boolean) => (perSample ? sizeOf(shape.slice(1)) : 1);

function hostKernel(backendName: 'cpu' | 'wasm'): KernelFunc {
  return ({ inputs, backend, attrs }) => {
    const { x, counter } = inputs as unknown as Inputs;
    const { rate, stream, perSample } = attrs as unknown as Attributes;
    const memory = hostMemory(backendName, backend);
    const output = memory.output(x.shape);
    const [y, from] = [memory.view(output), memory.view(x)];
    const [seed = 0, step = 0] = memory.view(counter);
    const key = keyOf(seed ^ stream, step);
    const [least, factor] = [Math.fround(rate - 0.5), Math.fround(1 / (1 - rate))];
    const share = shareOf(x, perSample);
    for (let begin = 0, i = 0; begin < y.length; begin += share, i++) {
      const by = noiseOf(key, i) >= least ? factor : 0;
      for (let at = begin; at < begin + share; at++) y[at] = (from[at] as number) * by;
    }
    return output;
  };
}

const gpuKernel: KernelFunc = ({ inputs, backend, attrs }) => {
  const gpu = backend as GpuBackend;
  const { x, counter } = inputs as unknown as Inputs;
  const { rate, stream, perSample } = attrs as unknown as Attributes;
  const y = gpu.makeTensorInfo(x.shape, 'float32');
  const share = shareOf(x, perSample);
  const noise = `noise_of(u32(counter[0]) ^ ${stream}u, u32(counter[1]), i / ${share}u)`;
  const { shader, workgroups } = elementwise({
    key: `${kernelName} ${rate} ${stream}, ${share} together`,
    bindings: [
      { name: 'x', type: 'f32' },
      { name: 'counter', type: 'f32' },
      { name: 'y', type: 'f32', writes: true },
    ],
    count: sizeOf(x.shape),
    functions: noiseFunctions,
    body: `y[i] = x[i] * select(0.0, ${f32(1 / (1 - rate))}, ${noise} >= ${f32(rate - 0.5)});`,
  });
  dispatch(gpu, shader, [x, counter, y], workgroups);
  return y;
};

/** No other operations make a hash of whole numbers of 32 bits. */
export const droppedOp: Op = {
  name: kernelName,
  shapes: like('x'),
  kernels: { cpu: hostKernel('cpu'), wasm: hostKernel('wasm'), webgpu: gpuKernel },
  lackedBy: ['cpu', 'wasm', 'webgpu'],
  gradient: {
    inputsToSave: ['counter'],
    of: (dy, [counter], attributes) => ({
      x: () => dropped(dy, { ...(attributes as unknown as Attributes), counter: counter as Tensor1D }),
    }),
  },
};
