/**
 * Involution (Li et al. 2021, arXiv 2103.06255, eq. 4): a convolution whose kernel is another at each place and the same for all
 * channels of a group. The kernels are an input; the layer that makes them from the picture is `layers/involution.ts`.
 *
 *     y[b, p, q, c] = Σ over k, l of kernels[b, p, q, g(c), k, l]·x[b, s·p + k − P, s·q + l − P, c],   P = (K − 1) / 2
 *
 * Published implementations unfold the picture, K² copies of it; nothing is copied here.
 *
 * Measured on wasm with one thread, 7×7, stride 1, [32, 32, 32, 16] in one group, on a busy machine: forward 2.4 ms, with both gradients
 * 17 ms; composed of tfjs's operations 850 and 1,770 ms.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  engine,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  type Tensor4D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { BackendName } from '../../../spec/choices.ts';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { shapeOf, stated } from '../shapeRules.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { isSoftware } from '../webgpu/isSoftware.ts';
import { composedInputGradient, composedInvolution, composedKernelGradient } from './composed.ts';
import {
  type InvolutionGeometry,
  type InvolutionSteps,
  inShape,
  involutionGeometry,
  kernelShape,
  outShape,
} from './geometry.ts';
import { involution, involutionInputGradient, involutionKernelGradient } from './inHeap.ts';
import { channelProducts, weightedSums } from './involution.wgsl.ts';
import { involve, involveBack, kernelProducts } from './loops.ts';

const kernelName = 'Involution';
const inputGradientName = 'InvolutionInputGradient';
const kernelGradientName = 'InvolutionKernelGradient';

/**
 * Differentiable in both.
 *
 * @param x [B, H, W, C]
 * @param kernels [B, H', W', G·K²] with H' = ⌈H / stride⌉; channel g·K² + K·row + column. K is odd, G divides C.
 * @returns [B, H', W', C]
 */
export function involved(x: Tensor4D, kernels: Tensor4D, steps: InvolutionSteps): Tensor4D {
  return engine().runKernel(kernelName, { x, kernels }, { ...steps }) as Tensor4D;
}

/** What an operation reads, the shapes of the involution meant, and how it is computed. */
interface Operation {
  readonly reads: readonly ['x' | 'dy', 'kernels' | 'dy'];
  /** Of x, and of the kernels. */
  readonly shapes: (
    given: Readonly<Record<string, readonly number[]>>,
    attributes: NamedAttrMap,
  ) => readonly [readonly number[] | undefined, readonly number[] | undefined];
  readonly gives: (geometry: InvolutionGeometry) => number[];
  readonly composed: (first: Tensor4D, second: Tensor4D, geometry: InvolutionGeometry) => Tensor4D;
  readonly onHost: (
    first: Float32Array,
    second: Float32Array,
    result: Float32Array,
    geometry: InvolutionGeometry,
  ) => void;
  readonly inHeap: (
    backend: BackendWasm,
    first: TensorInfo,
    second: TensorInfo,
    geometry: InvolutionGeometry,
  ) => TensorInfo;
  readonly shader: (geometry: InvolutionGeometry, software: boolean) => ReturnType<typeof weightedSums>;
}

const forward: Operation = {
  reads: ['x', 'kernels'],
  shapes: ({ x, kernels }) => [x, kernels],
  gives: outShape,
  composed: composedInvolution,
  onHost: involve,
  inHeap: involution,
  shader: (geometry, software) => weightedSums('forward', geometry, software),
};

const inputGradient: Operation = {
  reads: ['dy', 'kernels'],
  shapes: ({ kernels }, { inputShape }) => [inputShape as number[], kernels],
  gives: inShape,
  composed: composedInputGradient,
  onHost: involveBack,
  inHeap: involutionInputGradient,
  shader: (geometry, software) => weightedSums('inputGradient', geometry, software),
};

const kernelGradient: Operation = {
  reads: ['x', 'dy'],
  shapes: ({ x }, { kernelShape: shape }) => [x, shape as number[]],
  gives: kernelShape,
  composed: composedKernelGradient,
  onHost: kernelProducts,
  inHeap: involutionKernelGradient,
  shader: channelProducts,
};

/** The two inputs and the geometry of a call. */
function readBy<T extends TensorInfo>({ reads, shapes }: Operation, inputs: unknown, attrs: unknown) {
  const given = inputs as Readonly<Record<string, T>>;
  const attributes = attrs as NamedAttrMap;
  const known = Object.fromEntries(Object.entries(given).map(([name, { shape }]) => [name, shape]));
  const [input = [], kernels = []] = shapes(known, attributes);
  const geometry = involutionGeometry(input, kernels, attributes as unknown as InvolutionSteps);
  const [first, second] = reads.map((name) => given[name]) as [T, T];
  return { first, second, geometry };
}

function kernelsOf(operation: Operation): Readonly<Record<BackendName, KernelFunc>> {
  return {
    cpu: ({ inputs, attrs, backend }) => {
      const { first, second, geometry } = readBy(operation, inputs, attrs);
      const memory = hostMemory('cpu', backend);
      const made = memory.output(operation.gives(geometry));
      operation.onHost(memory.view(first), memory.view(second), memory.view(made), geometry);
      return made;
    },
    wasm: ({ inputs, attrs, backend }) => {
      const { first, second, geometry } = readBy(operation, inputs, attrs);
      return operation.inHeap(backend as BackendWasm, first, second, geometry);
    },
    webgpu: ({ inputs, attrs, backend }) => {
      const { first, second, geometry } = readBy(operation, inputs, attrs);
      const gpu = backend as GpuBackend;
      const made = gpu.makeTensorInfo(operation.gives(geometry), 'float32');
      const { shader, workgroups } = operation.shader(geometry, isSoftware(gpu));
      dispatch(gpu, shader, [first, second, made], workgroups);
      return made;
    },
  };
}

const composedOf =
  (operation: Operation): KernelFunc =>
  ({ inputs, attrs }) => {
    const { first, second, geometry } = readBy<Tensor4D>(operation, inputs, attrs);
    return operation.composed(first, second, geometry);
  };

export const involutionOp: Op = {
  name: kernelName,
  shapes: (inputs) => {
    const [batch = 0, rows = 0, columns = 0] = shapeOf(inputs, 'kernels');
    return { shape: [batch, rows, columns, inputs.x?.shape[3] ?? 0] };
  },
  composed: composedOf(forward),
  kernels: kernelsOf(forward),
  gradient: {
    inputsToSave: ['x', 'kernels'],
    of: (dy, saved, attributes) => {
      const [x, kernels] = saved as [Tensor4D, Tensor4D];
      const run = (name: string, inputs: NamedTensorMap, shape: NamedAttrMap) =>
        engine().runKernel(name, inputs, { ...attributes, ...shape }) as Tensor;
      return {
        x: () => run(inputGradientName, { dy, kernels }, { inputShape: x.shape }),
        kernels: () => run(kernelGradientName, { x, dy }, { kernelShape: kernels.shape }),
      };
    },
  },
};

export const involutionInputGradientOp: Op = {
  name: inputGradientName,
  shapes: stated('inputShape'),
  composed: composedOf(inputGradient),
  kernels: kernelsOf(inputGradient),
};

export const involutionKernelGradientOp: Op = {
  name: kernelGradientName,
  shapes: stated('kernelShape'),
  composed: composedOf(kernelGradient),
  kernels: kernelsOf(kernelGradient),
};
