/**
 * A dataset on the device: pixels as bytes, from which a step makes its own batch.
 */
import {
  backend,
  dispose,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { changeImages } from '../../ops/changedImages/changeImages.ts';
import { changeLength } from '../../ops/changedImages/changes.ts';
import { gatherChanged, mixedLabels } from '../../ops/changedImages/gatherChanged.ts';
import { gatherImages, packedBytes } from '../../ops/gatherImages/gatherImages.ts';
import { oneHotRows } from '../../ops/tableRows/tableRows.ts';
import { flush } from '../../ops/webgpu/flush.ts';
import type { GpuBackend } from '../../ops/webgpu/gpuBackend.ts';
import { padded, tensorView } from '../../ops/webgpu/tensorView.ts';
import { writeTensor } from '../../ops/webgpu/writeTensor.ts';
import { type BatchSource, batchShape } from '../batches.ts';
import { zerosOnDevice } from './zerosOnDevice.ts';

/** What a step is told of its batch, in places that stay; one for each batch size, and another where images are changed. */
export interface BatchSlots {
  /** int32 [B]: rows of a table with a row for every version of every image, as `rows` says on the CPU. */
  readonly tableRows: Tensor1D;
  /** [B]: the same numbers as they were last put. */
  readonly rows: Int32Array;
  /** The images are changed ones, of which no table knows. */
  readonly isChanged: boolean;
}

interface Slots extends BatchSlots {
  readonly views: Tensor2D;
  readonly labels: Tensor1D;
  /** Present where images are changed. */
  readonly changes: Tensor2D | undefined;
  /** Where the device does not make the batch from its pixels: the batch itself. */
  readonly images: Tensor4D | undefined;
  readonly buffer: GPUBuffer;
  readonly numbers: Int32Array;
}

export interface DeviceImages {
  /**
   * Tells the device the next batch; the slots are the same for every batch of that size.
   *
   * @param changes [B, 16], see `changes.ts`
   */
  put(indices: Int32Array, versions: Uint32Array, changes?: Int32Array): BatchSlots;
  /** Operations of a step: the batch that was last put. The caller owns the tensors. */
  of(slots: BatchSlots): { readonly images: Tensor4D; readonly labels: Tensor2D };
  dispose(): void;
}

export function deviceImages(source: BatchSource, classes: number): DeviceImages {
  const gpu = backend() as GpuBackend;
  const { pixels: bytes, size, count } = source;
  const { maxStorageBufferBindingSize, maxBufferSize } = gpu.device.limits;
  // Pixels stay with the CPU where they do not fit, and where it takes more than moving them to make a batch.
  const onDevice =
    source.views !== undefined && bytes.byteLength <= Math.min(maxStorageBufferBindingSize, maxBufferSize);
  let pixels: Tensor1D | undefined;
  const bySize = new Map<string, Slots>();

  const make = (batch: number, isChanged: boolean): Slots => {
    const starts = { views: 0, labels: padded(4 * batch), rows: padded(4 * batch) + padded(batch) };
    const changesAt = starts.rows + padded(batch);
    const numbers = new Int32Array(changesAt + (isChanged ? padded(changeLength * batch) : 0));
    const buffer = gpu.device.createBuffer({
      label: 'batch',
      size: numbers.byteLength,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
    });
    return {
      views: tensorView(gpu, buffer, starts.views, [batch, 4], 'int32'),
      labels: tensorView(gpu, buffer, starts.labels, [batch], 'int32'),
      tableRows: tensorView(gpu, buffer, starts.rows, [batch], 'int32'),
      images: onDevice ? undefined : zerosOnDevice<Tensor4D>(batchShape(source, batch)),
      changes: isChanged ? tensorView(gpu, buffer, changesAt, [batch, changeLength], 'int32') : undefined,
      rows: numbers.subarray(starts.rows, starts.rows + batch),
      isChanged,
      buffer,
      numbers,
    };
  };

  return {
    put(indices, versions, changes) {
      const batch = indices.length;
      const kind = `${batch}${changes ? ' changed' : ''}`;
      let slots = bySize.get(kind);
      if (!slots) {
        slots = make(batch, changes !== undefined);
        bySize.set(kind, slots);
      }
      if (onDevice && !pixels) {
        pixels = tensor1d(packedBytes(bytes), 'int32');
        gpu.uploadToGPU(pixels.dataId);
      }
      const { numbers, rows } = slots;
      if (onDevice) source.views?.(indices, versions, numbers);
      const labelsFrom = padded(4 * batch);
      const kinds = Number.isFinite(source.versions) ? source.versions : 1;
      for (let b = 0; b < batch; b++) {
        const index = indices[b] ?? 0;
        numbers[labelsFrom + b] = source.labels[index] ?? 0;
        rows[b] = ((versions[b] ?? 0) % kinds) * count + index;
      }
      if (changes) numbers.set(changes, labelsFrom + 2 * padded(batch));
      flush(gpu);
      gpu.queue.writeBuffer(slots.buffer, 0, numbers as Int32Array<ArrayBuffer>);
      if (slots.images) {
        const filled = source.fill(indices, versions);
        writeTensor(slots.images, changes ? changeImages(filled, changes, size) : filled);
      }
      return slots;
    },
    of(slots) {
      const { views, labels, changes, images } = slots as Slots;
      const gathered = () =>
        changes
          ? gatherChanged(pixels as Tensor1D, views, changes, { size })
          : gatherImages(pixels as Tensor1D, views, { size });
      return {
        images: images ? images.clone() : gathered(),
        labels: changes ? mixedLabels(labels, changes, classes) : oneHotRows(labels, classes),
      };
    },
    dispose() {
      // Commands that are not submitted yet may use what is destroyed here.
      flush(gpu);
      pixels?.dispose();
      for (const { views, labels, tableRows, changes, images, buffer } of bySize.values()) {
        dispose([views, labels, tableRows, ...(changes ? [changes] : []), ...(images ? [images] : [])]);
        buffer.destroy();
      }
      bySize.clear();
    },
  };
}
