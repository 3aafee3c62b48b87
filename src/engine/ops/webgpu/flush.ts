import type { GpuBackend } from './gpuBackend.ts';

/** Sends what the backend has encoded so far. */
export function flush(backend: GpuBackend): void {
  backend.endComputePassEncoder();
  if (backend.commandEncoder) backend.submitQueue();
}
