/**
 * The filter gradient of a convolution on WebGPU, over the stock kernel; other layouts are left to that.
 */
import type { Conv2DBackpropFilterAttrs, KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { denseGeometry, isPlainDense } from '../conv2d/denseGeometry.ts';
import { convGeometry } from '../convGeometry.ts';
import { stockKernel } from '../stockKernels.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { isSoftware } from '../webgpu/isSoftware.ts';
import { filterGradientShader } from './convFilterGradient.wgsl.ts';
import { partSumsShader } from './partSums.wgsl.ts';

const kernelName = 'Conv2DBackpropFilter';
const backendName = 'webgpu';

export const convFilterGradientWebgpuKernel: KernelFunc = (given) => {
  const { x, dy } = given.inputs as { x: TensorInfo; dy: TensorInfo };
  const { filterShape, ...steps } = given.attrs as NamedAttrMap & Conv2DBackpropFilterAttrs;
  if (!isPlainDense(x.shape, filterShape, steps)) return stockKernel(kernelName, backendName)(given);
  const backend = given.backend as GpuBackend;
  const info = convGeometry(x.shape, filterShape, steps);
  const { parts, shader, workgroups } = filterGradientShader(denseGeometry(info), isSoftware(backend));
  const dw = backend.makeTensorInfo(filterShape, 'float32');
  if (parts === 1) {
    dispatch(backend, shader, [x, dy, dw], workgroups);
    return dw;
  }
  const sums = backend.makeTensorInfo([parts, ...filterShape], 'float32');
  dispatch(backend, shader, [x, dy, sums], workgroups);
  const size = filterShape.reduce((product, length) => product * length, 1);
  const total = partSumsShader(parts, size);
  dispatch(backend, total.shader, [sums, dw], total.workgroups);
  backend.disposeData(sums.dataId);
  return dw;
};
