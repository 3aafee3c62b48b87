/**
 * A depthwise convolution with the affine map and the ReLU that follow it in evaluation:
 *
 *     y = act(conv(x, filter)·scale + shift)
 *
 * The scale is folded into the filter, because each channel has its own of both. The loops on wasm then start
 * their sums from the shift and end them with ReLU; on WebGPU the shader does both before it writes a result.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  engine,
  fused,
  type KernelFunc,
  mul,
  type NamedAttrMap,
  type NamedTensorMap,
  reshape,
  type Tensor1D,
  type Tensor4D,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import { type DepthwiseGeometry, depthwiseGeometry, outShape } from '../depthwiseConv/geometry.ts';
import { depthwiseForward } from '../depthwiseConv/inHeap.ts';
import { tapSums } from '../depthwiseConv/tapSums.wgsl.ts';
import type { Op } from '../op.ts';
import { convolved } from '../shapeRules.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { isSoftware } from '../webgpu/isSoftware.ts';

const kernelName = 'DepthwiseAffine';

export interface DepthwiseAffineSteps {
  readonly stride: number;
  /** Zeros on each of the four sides. */
  readonly padding: number;
  readonly activation: 'relu' | 'linear';
}

interface Inputs<T1D, T4D> {
  /** [B, H, W, C] */
  readonly x: T4D;
  /** [kh, kw, C, 1] */
  readonly filter: T4D;
  /** [C] */
  readonly shift: T1D;
  /** [C]; ones where it is missing. */
  readonly scale?: T1D | undefined;
}
export type DepthwiseAffineTensors = Inputs<Tensor1D, Tensor4D>;
type Infos = Inputs<TensorInfo, TensorInfo>;

/** Not differentiable: for evaluation. Returns [B, H', W', C] with H' = ⌊(H + 2·padding − kh) / stride⌋ + 1. */
export function depthwiseAffine(given: DepthwiseAffineTensors & DepthwiseAffineSteps): Tensor4D {
  const { x, filter, shift, scale, stride, padding, activation } = given;
  const inputs: NamedTensorMap = { x, filter, shift, ...(scale ? { scale } : {}) };
  const steps = { stride, padding, activation } satisfies DepthwiseAffineSteps & NamedAttrMap;
  return engine().runKernel(kernelName, inputs, steps) as Tensor4D;
}

const composedKernel: KernelFunc = ({ inputs, attrs }) => {
  const { x, filter, shift, scale } = inputs as unknown as DepthwiseAffineTensors;
  const { stride, padding, activation } = attrs as unknown as DepthwiseAffineSteps;
  return tidy(() =>
    fused.depthwiseConv2d({
      x,
      filter: scale ? mul(filter, reshape(scale, [scale.size, 1])) : filter,
      strides: stride,
      pad: padding,
      bias: shift,
      activation,
    }),
  );
};

function ownKernel<Backend>(
  compute: (backend: Backend, tensors: Infos, geometry: DepthwiseGeometry, relu: boolean) => TensorInfo,
): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const tensors = inputs as unknown as Infos;
    const { stride, padding, activation } = attrs as unknown as DepthwiseAffineSteps;
    const steps = { strides: stride, pad: padding };
    const geometry = depthwiseGeometry(tensors.x.shape, tensors.filter.shape, steps);
    return compute(backend as Backend, tensors, geometry, activation === 'relu');
  };
}

const wasm = ownKernel<BackendWasm>((backend, { x, filter, shift, scale }, geometry, relu) => {
  const channels = geometry.channels;
  const taps = geometry.rows.kernel * geometry.columns.kernel;
  // The filter with the shift behind it, where the loops look for it.
  const weights = backend.makeOutput([taps + 1, channels], 'float32');
  const [into, from, last] = [weights, filter, shift].map((info) => backend.typedArrayFromHeap(info)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  into.set(from);
  if (scale) {
    const factors = backend.typedArrayFromHeap(scale);
    for (let i = 0; i < from.length; i++) into[i] = (from[i] as number) * (factors[i % channels] as number);
  }
  into.set(last, taps * channels);
  const y = depthwiseForward(backend, x, weights, geometry, { start: 4 * taps * channels, relu });
  backend.disposeData(weights.dataId);
  return y;
});

const webgpu = ownKernel<GpuBackend>((backend, { x, filter, shift, scale }, geometry, relu) => {
  const y = backend.makeTensorInfo(outShape(geometry), 'float32');
  const epilogue = { scale: scale !== undefined, shift: true, relu };
  const { shader, workgroups } = tapSums('forward', geometry, isSoftware(backend), epilogue);
  dispatch(backend, shader, [x, filter, y, ...(scale ? [scale] : []), shift], workgroups);
  return y;
});

export const depthwiseAffineOp: Op = {
  name: kernelName,
  shapes: convolved('depthwise'),
  composed: composedKernel,
  kernels: { wasm, webgpu },
};
