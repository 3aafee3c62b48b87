/**
 * Puts new values where a tensor lies on the device: what a replayed step is told before it is played.
 */
import { backend, type Tensor } from '@tensorflow/tfjs-core';
import { flush } from './flush.ts';
import type { GpuBackend } from './gpuBackend.ts';
import { aboutToWrite } from './inPlace.ts';

/** @param values as many as the tensor has, of its type. Takes effect after everything that the backend was told before. */
export function writeTensor(tensor: Tensor, values: Float32Array | Int32Array): void {
  const gpu = backend() as GpuBackend;
  aboutToWrite(gpu, tensor);
  flush(gpu);
  const { resource } = gpu.tensorMap.get(tensor.dataId);
  if (!resource) throw new Error('The tensor is not on the device.');
  const { buffer, offset = 0 } = 'buffer' in resource ? resource : { buffer: resource };
  gpu.queue.writeBuffer(buffer, offset, values.buffer, values.byteOffset, values.byteLength);
}
