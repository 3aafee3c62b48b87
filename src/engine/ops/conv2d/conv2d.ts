/**
 * The forward convolution on WebGPU, over the stock kernel; other layouts and dilated filters are left to that.
 */
import type { KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { convGeometry } from '../convGeometry.ts';
import { stockKernel } from '../stockKernels.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { isSoftware } from '../webgpu/isSoftware.ts';
import { type ConvSteps, denseGeometry, isPlainDense } from './denseGeometry.ts';
import { forwardShader, noEpilogue } from './forward.wgsl.ts';

const kernelName = 'Conv2D';
const backendName = 'webgpu';

export const conv2dKernel: KernelFunc = (given) => {
  const { x, filter } = given.inputs as { x: TensorInfo; filter: TensorInfo };
  const attributes = given.attrs as NamedAttrMap & ConvSteps;
  if (!isPlainDense(x.shape, filter.shape, attributes)) return stockKernel(kernelName, backendName)(given);
  const backend = given.backend as GpuBackend;
  const info = convGeometry(x.shape, filter.shape, attributes);
  const y = backend.makeTensorInfo(info.outShape, 'float32');
  const { shader, workgroups } = forwardShader(denseGeometry(info), noEpilogue, isSoftware(backend));
  dispatch(backend, shader, [x, filter, y], workgroups);
  return y;
};
