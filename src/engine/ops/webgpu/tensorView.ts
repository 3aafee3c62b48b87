/**
 * Tensors that lie in a part of another's memory, on the WebGPU backend.
 */
import { type DataType, engine, type Tensor } from '@tensorflow/tfjs-core';
import type { GpuBackend } from './gpuBackend.ts';

/** Where a part of a buffer may begin, in numbers of four bytes. */
export const partStart = 64;

/** `length` rounded up so that another part may begin after it. */
export const padded = (length: number) => Math.ceil(length / partStart) * partStart;

/**
 * A tensor over a part of `buffer`, which must outlive it. The caller owns the tensor, and disposing it frees no memory.
 *
 * @param start in numbers of four bytes, a multiple of `partStart`.
 */
export function tensorView<T extends Tensor>(
  backend: GpuBackend,
  buffer: GPUBuffer,
  start: number,
  shape: readonly number[],
  dtype: DataType = 'float32',
): T {
  const size = 4 * shape.reduce((product, length) => product * length, 1);
  const { dataId } = backend.makeTensorInfo(shape, dtype);
  const data = backend.tensorMap.get(dataId);
  data.resource = { buffer, offset: 4 * start, size };
  data.external = true;
  return engine().makeTensorFromDataId(dataId, [...shape], dtype, backend) as T;
}
