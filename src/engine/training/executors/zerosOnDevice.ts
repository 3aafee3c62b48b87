import { backend, type Tensor, tensor, util } from '@tensorflow/tfjs-core';
import type { GpuBackend } from '../../ops/webgpu/gpuBackend.ts';

/** A float32 tensor of zeros that has its memory on the WebGPU device from the start; the caller owns it. */
export function zerosOnDevice<T extends Tensor>(shape: readonly number[]): T {
  const zeros = tensor(new Float32Array(util.sizeFromShape([...shape])), [...shape], 'float32');
  (backend() as GpuBackend).uploadToGPU(zeros.dataId);
  return zeros as T;
}
