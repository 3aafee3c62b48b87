/**
 * The parts of tfjs's WebGPU backend that our kernels and the captured step work with.
 *
 * Several are private in its declarations; they are those of 4.22.0, which is pinned.
 */
import type { BackendValues, DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';

/** Where a tensor lies: a buffer of its own, or a part of one. */
export type Resource = GPUBuffer | GPUBufferBinding;

export interface GpuTensorData {
  values: BackendValues | null;
  dtype: DataType;
  shape: number[];
  refCount: number;
  resource?: Resource | null;
  /** Its memory belongs to someone else and is not released with it. */
  external?: boolean;
}

export interface BufferManagerLike {
  readonly numBytesUsed: number;
  readonly numBytesAllocated: number;
  acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
}

export interface GpuBackend extends KernelBackend {
  device: GPUDevice;
  queue: GPUQueue;
  bufferManager: BufferManagerLike;
  readonly adapterInfo?: { readonly vendor?: string; readonly architecture?: string };
  pipelineCache: Record<string, GPUComputePipeline>;
  readonly tensorMap: { get(dataId: object): GpuTensorData; has(dataId: object): boolean };
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  commandQueueOwnedIds: { add(dataId: object): unknown };
  dispatchCountInPass: number;
  tensorDataPendingDisposal: object[];
  uniformPendingDisposal: GPUBuffer[];
  stagingPendingDisposal: GPUBuffer[];
  makeTensorInfo(shape: readonly number[], dtype: DataType, values?: BackendValues): TensorInfo;
  uploadToGPU(dataId: object): void;
  tensorToBinding(tensor: TensorInfo): GPUBindingResource;
  incRef(dataId: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}
