/**
 * Kernels that write over a tensor that was there before.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { GpuBackend } from './gpuBackend.ts';

/**
 * To be called for a tensor before it is written in place. Once read, its values are kept on the CPU and given to whoever
 * reads it next; from here on they would be those of before.
 */
export function aboutToWrite(backend: GpuBackend, { dataId }: TensorInfo): void {
  backend.uploadToGPU(dataId);
  backend.tensorMap.get(dataId).values = null;
}
