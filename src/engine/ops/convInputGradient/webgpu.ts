/**
 * The input gradient of a convolution on WebGPU, over the stock kernel; other layouts are left to that.
 */
import type { Conv2DBackpropInputAttrs, KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { denseGeometry, isPlainDense } from '../conv2d/denseGeometry.ts';
import { convGeometry } from '../convGeometry.ts';
import { stockKernel } from '../stockKernels.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { isSoftware } from '../webgpu/isSoftware.ts';
import { inputGradientShader } from './convInputGradient.wgsl.ts';

const kernelName = 'Conv2DBackpropInput';
const backendName = 'webgpu';

export const convInputGradientWebgpuKernel: KernelFunc = (given) => {
  const { dy, filter } = given.inputs as { dy: TensorInfo; filter: TensorInfo };
  const { inputShape, ...steps } = given.attrs as NamedAttrMap & Conv2DBackpropInputAttrs;
  if (!isPlainDense(inputShape, filter.shape, steps)) return stockKernel(kernelName, backendName)(given);
  const backend = given.backend as GpuBackend;
  const { shader, workgroups } = inputGradientShader(
    denseGeometry(convGeometry(inputShape, filter.shape, steps)),
    isSoftware(backend),
  );
  const dx = backend.makeTensorInfo(inputShape, 'float32');
  dispatch(backend, shader, [dy, filter, dx], workgroups);
  return dx;
};
