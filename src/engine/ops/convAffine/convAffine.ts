/**
 * A convolution with the affine map, the shortcut and the ReLU that follow it in a residual network's evaluation:
 *
 *     y = act(conv(x, filter)·scale + shift + residual)
 *
 * Composed, the scale is folded into the filter, because conv(x, w)·a = conv(x, w·a), and the sum with the residual is
 * an operation of its own. On WebGPU the convolution's shader does all of it before it writes a result.
 */
import {
  add,
  engine,
  fused,
  type KernelFunc,
  mul,
  type NamedAttrMap,
  type NamedTensorMap,
  relu,
  type Tensor1D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { denseGeometry } from '../conv2d/denseGeometry.ts';
import { type Epilogue, forwardShader } from '../conv2d/forward.wgsl.ts';
import { convGeometry } from '../convGeometry.ts';
import type { Op } from '../op.ts';
import { type PerSide, tfPadding } from '../padding.ts';
import { convolved } from '../shapeRules.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { isSoftware } from '../webgpu/isSoftware.ts';

const kernelName = 'ConvAffine';

export interface ConvAffineSteps {
  readonly stride: PerSide;
  /** Zeros on each side. */
  readonly padding: PerSide;
  readonly activation: 'relu' | 'linear';
}

export interface ConvAffineTensors {
  /** [B, H, W, in] */
  readonly x: Tensor4D;
  /** [kh, kw, in, out] */
  readonly filter: Tensor4D;
  /** [out] */
  readonly shift: Tensor1D;
  /** [out]; ones where it is missing. */
  readonly scale?: Tensor1D | undefined;
  /** [B, H', W', out]; nothing is added where it is missing. */
  readonly residual?: Tensor4D | undefined;
}

/** Not differentiable: for evaluation. Returns [B, H', W', out] with H' = ⌊(H + 2·padding − kh) / stride⌋ + 1. */
export function convAffine(given: ConvAffineTensors & ConvAffineSteps): Tensor4D {
  const { x, filter, shift, scale, residual, stride, padding, activation } = given;
  const inputs: NamedTensorMap = {
    x,
    filter,
    shift,
    ...(scale ? { scale } : {}),
    ...(residual ? { residual } : {}),
  };
  const sides = (value: PerSide) => (typeof value === 'number' ? value : [...value]);
  const steps: NamedAttrMap = { stride: sides(stride), padding: sides(padding), activation };
  return engine().runKernel(kernelName, inputs, steps) as Tensor4D;
}

const composedKernel: KernelFunc = ({ inputs, attrs }) => {
  const { x, filter, shift, scale, residual } = inputs as unknown as ConvAffineTensors;
  const { stride, padding, activation } = attrs as unknown as ConvAffineSteps;
  return tidy(() => {
    const convolved = fused.conv2d({
      x,
      filter: scale ? mul(filter, scale) : filter,
      strides: stride as number | [number, number],
      pad: tfPadding(padding),
      bias: shift,
      activation: residual ? 'linear' : activation,
    });
    if (!residual) return convolved;
    const sum = add(convolved, residual);
    return activation === 'relu' ? relu(sum) : sum;
  });
};

const webgpu: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, filter, shift, scale, residual } = inputs as unknown as ConvAffineTensors;
  const { stride, padding, activation } = attrs as unknown as ConvAffineSteps;
  const gpu = backend as GpuBackend;
  const info = convGeometry(x.shape, filter.shape, {
    strides: stride as number | [number, number],
    pad: tfPadding(padding),
    dataFormat: 'NHWC',
  });
  const y = gpu.makeTensorInfo(info.outShape, 'float32');
  const epilogue: Epilogue = {
    scale: scale !== undefined,
    shift: true,
    residual: residual !== undefined,
    relu: activation === 'relu',
  };
  const { shader, workgroups } = forwardShader(denseGeometry(info), epilogue, isSoftware(gpu));
  const further = [...(scale ? [scale] : []), shift, ...(residual ? [residual] : [])];
  dispatch(gpu, shader, [x, filter, y, ...further], workgroups);
  return y;
};

export const convAffineOp: Op = {
  name: kernelName,
  shapes: convolved('dense'),
  composed: composedKernel,
  kernels: { webgpu },
};
