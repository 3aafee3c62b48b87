/**
 * Batches made on the device from a dataset that lies there as bytes: a step then uploads a few whole numbers, not pixels.
 */
import {
  engine,
  type KernelFunc,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  type TensorInfo,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { normalisingTables } from '../../../spec/normalisation.ts';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { gatherImagesShader } from './gatherImages.wgsl.ts';

const kernelName = 'GatherImages';

/** [3 × 256], red first. */
const normalised = Float32Array.from(normalisingTables().flatMap((channel) => [...channel]));

/**
 * Normalised float32 images [B, S, S, 3]: mirrored left to right, then moved right and down by pixels, edges filled by
 * reflection. The same bits as the CPU's own batches. WebGPU only.
 *
 * @param pixels int32, of `packedBytes`; at most 2³¹ bytes, and no more than the device binds at once.
 * @param views  int32 [B, 4]: image number, 1 where mirrored and else 0, right, down; shifts smaller than S.
 * @param size   height and width of an image, S.
 */
export function gatherImages(
  pixels: Tensor1D,
  views: Tensor2D,
  { size }: { readonly size: number },
): Tensor4D {
  return tidy(() => {
    const table = tensor1d(normalised);
    return engine().runKernel(kernelName, { pixels, views, table }, { size }) as Tensor4D;
  });
}

/** Bytes as `gatherImages` reads them, four in a number, the first in the lowest place; without a copy where it can be. */
export function packedBytes(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = bytes;
  if (byteOffset % 4 === 0 && length % 4 === 0) return new Int32Array(buffer, byteOffset, length / 4);
  const padded = new Uint8Array(4 * Math.ceil(length / 4));
  padded.set(bytes);
  return new Int32Array(padded.buffer);
}

const gatherImagesKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { pixels, views, table } = inputs as unknown as Record<'pixels' | 'views' | 'table', TensorInfo>;
  const { size } = attrs as unknown as { readonly size: number };
  const batch = views.shape[0] ?? 0;
  const images = gpu.makeTensorInfo([batch, size, size, 3], 'float32');
  const { shader, workgroups } = elementwise(gatherImagesShader(batch, size));
  dispatch(gpu, shader, [pixels, views, table, images], workgroups);
  return images;
};

export const gatherImagesOp: Op = { name: kernelName, kernels: { webgpu: gatherImagesKernel } };
