/**
 * tfjs's WebGPU backend, with tensors that may lie in a part of a buffer.
 *
 * Its own code binds such a tensor without noticing, because it takes what is no buffer to be a binding already;
 * only reading one back needs to know.
 */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Resource } from '../kernels/webgpu/gpuBackend.ts';

export class LabBackend extends WebGPUBackend {
  /** @returns the bytes of a whole buffer, or of the part that a tensor has of one. */
  override async getBufferData(resource: Resource): Promise<ArrayBuffer> {
    if (resource instanceof GPUBuffer) return super.getBufferData(resource);
    const { buffer, offset = 0, size = buffer.size - offset } = resource;
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    const staging = this.device.createBuffer({
      size,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    const encoder = this.device.createCommandEncoder();
    this.submitQueue();
    encoder.copyBufferToBuffer(buffer, offset, staging, 0, size);
    this.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const bytes = staging.getMappedRange().slice(0);
    staging.destroy();
    return bytes;
  }
}
