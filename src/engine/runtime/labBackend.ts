/**
 * tfjs's WebGPU backend, with tensors that may lie in a part of a buffer, and with steps that can be traced.
 *
 * Its own code binds a tensor that lies in a part without noticing, because it takes what is no buffer to be a binding
 * already; only reading one back needs to know.
 */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendValues, DataType } from '@tensorflow/tfjs-core';
import type { Resource } from '../ops/webgpu/gpuBackend.ts';

/** What the backend asks whoever traces it, see `capture/trace.ts`. */
export interface Tracing {
  born(dataId: object): void;
  isBornHere(dataId: object): boolean;
  /** Runs `upload` on the real device. */
  outside(upload: () => void): void;
}

/** Of the buffer manager of 4.22.0, which never shrinks. */
interface FreeBuffers {
  readonly freeBuffers: ReadonlyMap<string, GPUBuffer[]>;
  numFreeBuffers: number;
  numBytesAllocated: number;
}

export class LabBackend extends WebGPUBackend {
  tracing: Tracing | undefined;

  override write(values: BackendValues, shape: number[], dtype: DataType): object {
    const dataId = super.write(values, shape, dtype);
    this.tracing?.born(dataId);
    return dataId;
  }

  /** A tensor from before a trace is real, though it may get its buffer only now. */
  override uploadToGPU(dataId: object): void {
    if (!this.tracing || this.tracing.isBornHere(dataId)) super.uploadToGPU(dataId);
    else if (this.tensorMap.get(dataId).resource == null) {
      this.tracing.outside(() => super.uploadToGPU(dataId));
    }
  }

  /** Gives back the memory that tensors freed and the backend keeps for others of the same size. */
  releaseFreeBuffers(): void {
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.submitQueue();
    const manager = this.bufferManager as unknown as FreeBuffers;
    for (const buffers of manager.freeBuffers.values()) {
      for (const buffer of buffers.splice(0)) {
        buffer.destroy();
        manager.numFreeBuffers--;
        manager.numBytesAllocated -= buffer.size;
      }
    }
  }

  /** Tensors in a part of a buffer are changed in place, so what is read of one is good once. */
  override async read(dataId: object): Promise<BackendValues> {
    const values = await super.read(dataId);
    const data = this.tensorMap.get(dataId) as
      | { external?: boolean; values: BackendValues | null }
      | undefined;
    if (data?.external) data.values = null;
    return values;
  }

  /** @returns the bytes of a whole buffer, or of the part that a tensor has of one. */
  override async getBufferData(resource: Resource): Promise<ArrayBuffer> {
    if (resource instanceof GPUBuffer) return super.getBufferData(resource);
    const { buffer, offset = 0, size = buffer.size - offset } = resource;
    const staging = this.device.createBuffer({
      size,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.submitQueue();
    const encoder = this.device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, offset, staging, 0, size);
    this.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const bytes = staging.getMappedRange().slice(0);
    staging.destroy();
    return bytes;
  }
}
