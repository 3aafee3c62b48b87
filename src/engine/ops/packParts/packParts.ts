/**
 * Copies between tensors on the device, without shaders: many tensors into one flat one, and one over another.
 */
import {
  engine,
  type KernelFunc,
  type NamedTensorMap,
  type Tensor,
  type Tensor1D,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';

/** Where a tensor's numbers lie, in bytes. */
export interface ResourceRange {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

/** The part of a buffer in which `tensor` lies; it is uploaded first where it is not on the device yet. */
export function resourceRange(backend: GpuBackend, { dataId, shape }: TensorInfo): ResourceRange {
  backend.uploadToGPU(dataId);
  const { resource } = backend.tensorMap.get(dataId);
  if (!resource) throw new Error('A tensor has no buffer.');
  const size = 4 * util.sizeFromShape([...shape]);
  return 'buffer' in resource
    ? { buffer: resource.buffer, offset: resource.offset ?? 0, size }
    : { buffer: resource, offset: 0, size };
}

/**
 * All of `tensors` in one flat tensor [length]; WebGPU only. The caller owns the result. What lies between them is nobody's, and finite unless the step is captured.
 *
 * @param tensors float32, of any shape.
 * @param offsets where each begins, in floats; multiples of 64, so that each part can be bound by itself.
 */
export function packParts(tensors: readonly Tensor[], offsets: readonly number[], length: number): Tensor1D {
  const parts: NamedTensorMap = Object.fromEntries(tensors.map((tensor, i) => [`part ${i}`, tensor]));
  return engine().runKernel('PackParts', parts, { offsets: [...offsets], length }) as Tensor1D;
}

/** Copies the numbers of `value` over those of `target`, which has as many; WebGPU only. */
export function copyInto(target: Tensor, value: Tensor): void {
  if (target.size !== value.size) {
    throw new RangeError(`${value.size} numbers cannot be copied over ${target.size}.`);
  }
  engine().runKernel('CopyInto', { target, value });
}

/** The backend's encoder, outside of a compute pass. Upload everything first: that may encode copies of its own. */
function copyingEncoder(backend: GpuBackend): GPUCommandEncoder {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  return backend.commandEncoder as GPUCommandEncoder;
}

function copy(encoder: GPUCommandEncoder, from: ResourceRange, to: ResourceRange): void {
  encoder.copyBufferToBuffer(from.buffer, from.offset, to.buffer, to.offset, from.size);
}

const packPartsKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { offsets, length } = attrs as unknown as {
    readonly offsets: readonly number[];
    readonly length: number;
  };
  const parts = Object.values(inputs as Record<string, TensorInfo>);
  const packed = gpu.makeTensorInfo([length], 'float32');
  const ranges = parts.map((part) => resourceRange(gpu, part));
  const target = resourceRange(gpu, packed);
  const encoder = copyingEncoder(gpu);
  const filled = ranges.reduce((sum, { size }) => sum + size, 0);
  // A buffer that was used before may hold bits that are no number.
  if (filled < target.size) encoder.clearBuffer(target.buffer, target.offset, target.size);
  ranges.forEach((range, i) => {
    const offset = target.offset + 4 * (offsets[i] ?? 0);
    copy(encoder, range, { ...target, offset });
  });
  for (const { dataId } of [...parts, packed]) gpu.commandQueueOwnedIds.add(dataId);
  return packed;
};

const copyIntoKernel: KernelFunc = ({ inputs, backend }) => {
  const gpu = backend as GpuBackend;
  const { target, value } = inputs as unknown as Record<'target' | 'value', TensorInfo>;
  aboutToWrite(gpu, target);
  const [from, to] = [resourceRange(gpu, value), resourceRange(gpu, target)];
  copy(copyingEncoder(gpu), from, to);
  for (const { dataId } of [target, value]) gpu.commandQueueOwnedIds.add(dataId);
  return [];
};

export const packPartsOp: Op = { name: 'PackParts', kernels: { webgpu: packPartsKernel } };
export const copyIntoOp: Op = { name: 'CopyInto', kernels: { webgpu: copyIntoKernel } };
