/**
 * Runs tensor operations against a device that only writes down what it is told.
 *
 * The backend's device, queue and buffer manager are swapped for ones that record; its own code, and so every stock
 * kernel, goes on as always. Nothing is executed: operations on the GPU never look at values, so the commands of a
 * step are known before any step has run.
 */

import { flush } from '../../ops/webgpu/flush.ts';
import type { BufferManagerLike, GpuBackend } from '../../ops/webgpu/gpuBackend.ts';
import type { LabBackend } from '../labBackend.ts';
import { type Command, PendingPipeline, type Place, TracedBuffer } from './program.ts';

export interface Trace {
  /** Tensors that were there before keep their real buffers in them. */
  readonly commands: readonly Command[];
  /** Pipelines that were not there yet, by the key under which the backend looks for them. */
  readonly pending: Readonly<Record<string, PendingPipeline>>;
}

/** The commands of `work`. */
export function trace(lab: LabBackend, work: () => void): Trace {
  const backend = lab as unknown as GpuBackend;
  beABuffer();
  flush(backend);
  const commands: Command[] = [];
  const { device, queue, bufferManager } = backend;
  const real = { device, queue, bufferManager, pipelineCache: backend.pipelineCache };
  // What is still being compiled must not be found by whoever runs something meanwhile.
  const pipelineCache: Record<string, GPUComputePipeline> = Object.create(real.pipelineCache);
  const traced = { ...tracingDevice(real.device, real.bufferManager, commands), pipelineCache };
  const born = new WeakSet<object>();
  lab.tracing = {
    born: (dataId) => born.add(dataId),
    isBornHere: (dataId) => born.has(dataId),
    outside(upload) {
      Object.assign(backend, real);
      const inner = underWay(backend);
      Object.assign(backend, nothingUnderWay());
      try {
        upload();
        flush(backend);
      } finally {
        Object.assign(backend, traced, inner);
      }
    },
  };
  Object.assign(backend, traced);
  try {
    work();
  } finally {
    flush(backend);
    Object.assign(backend, real);
    lab.tracing = undefined;
  }
  return { commands, pending: pipelineCache as unknown as Record<string, PendingPipeline> };
}

/** What the backend has begun and not submitted, which belongs either to the trace or to the real device. */
function underWay(backend: GpuBackend) {
  const { commandEncoder, computePassEncoder } = backend;
  const { tensorDataPendingDisposal, uniformPendingDisposal, stagingPendingDisposal } = backend;
  return {
    commandEncoder,
    computePassEncoder,
    tensorDataPendingDisposal,
    uniformPendingDisposal,
    stagingPendingDisposal,
  };
}

const nothingUnderWay = (): ReturnType<typeof underWay> => ({
  commandEncoder: null,
  computePassEncoder: null,
  tensorDataPendingDisposal: [],
  uniformPendingDisposal: [],
  stagingPendingDisposal: [],
});

/** The backend asks `instanceof GPUBuffer` before it binds or releases. */
function beABuffer(): void {
  if (!(TracedBuffer.prototype instanceof GPUBuffer)) {
    Object.setPrototypeOf(TracedBuffer.prototype, GPUBuffer.prototype);
  }
}

function tracingDevice(device: GPUDevice, manager: BufferManagerLike, commands: Command[]) {
  const pass = () => {
    let pipeline: GPUComputePipeline | PendingPipeline;
    let places: readonly Place[] = [];
    return {
      setPipeline(next: GPUComputePipeline) {
        pipeline = next;
      },
      setBindGroup(_: number, group: unknown) {
        places = group as readonly Place[];
      },
      dispatchWorkgroups(x: number, y = 1, z = 1) {
        commands.push({ kind: 'dispatch', pipeline, places, workgroups: [x, y, z] });
      },
      end() {
        // What a pass holds together is decided when the commands are played.
      },
    };
  };
  const encoder = () => ({
    beginComputePass: pass,
    copyBufferToBuffer(from: GPUBuffer, fromOffset: number, to: GPUBuffer, toOffset: number, size: number) {
      commands.push({
        kind: 'copy',
        from: { buffer: from, offset: fromOffset, size },
        to: { buffer: to, offset: toOffset, size },
      });
    },
    clearBuffer(buffer: GPUBuffer, offset = 0, size = buffer.size - offset) {
      commands.push({ kind: 'clear', at: { buffer, offset, size } });
    },
    finish: () => undefined,
  });
  const bufferManager: BufferManagerLike = {
    numBytesUsed: 0,
    numBytesAllocated: 0,
    acquireBuffer: (size, usage, mappedAtCreation = false) =>
      new TracedBuffer({ size, usage, mappedAtCreation }) as unknown as GPUBuffer,
    releaseBuffer(buffer, reuse) {
      if (!isTraced(buffer)) manager.releaseBuffer(buffer, reuse);
    },
  };
  const queue = {
    writeBuffer(buffer: unknown, offset: number, data: ArrayBuffer, dataOffset = 0, size = data.byteLength) {
      if (!isTraced(buffer)) throw new Error('A captured step writes to a buffer that was there before.');
      new Uint8Array(buffer.getMappedRange()).set(new Uint8Array(data, dataOffset, size), offset);
    },
    submit: () => undefined,
  };
  const tracing = {
    features: device.features,
    limits: device.limits,
    queue,
    createBuffer: (descriptor: GPUBufferDescriptor) => new TracedBuffer(descriptor),
    createCommandEncoder: encoder,
    createShaderModule: (descriptor: GPUShaderModuleDescriptor) => device.createShaderModule(descriptor),
    createComputePipeline: (descriptor: GPUComputePipelineDescriptor) =>
      new PendingPipeline(device.createComputePipelineAsync(descriptor)),
    createBindGroup({ entries }: GPUBindGroupDescriptor) {
      const places: Place[] = [];
      for (const { binding, resource } of entries) places[binding] = placeOf(resource);
      return places;
    },
  };
  return {
    device: tracing as unknown as GPUDevice,
    queue: queue as unknown as GPUQueue,
    bufferManager,
  };
}

export function isTraced(buffer: unknown): buffer is TracedBuffer {
  return buffer instanceof TracedBuffer;
}

/** What the backend binds: a buffer, or a part of one. */
function placeOf(resource: GPUBindingResource): Place {
  const {
    buffer,
    offset = 0,
    size,
  } = ('buffer' in resource ? resource : { buffer: resource }) as GPUBufferBinding;
  return { buffer, offset, size: size ?? buffer.size - offset };
}
