/**
 * Counts what a library asks of WebGPU, whichever library it is: the prototypes that every device shares are wrapped.
 *
 * A buffer counts as allocated until it is destroyed; one that is only dropped stays in the sum.
 */

/** Since the counter was installed. */
export interface GpuCounts {
  readonly dispatches: number;
  readonly submits: number;
  readonly buffersCreated: number;
  /** Bytes that JavaScript handed over: written by the queue, or into a buffer mapped for writing. */
  readonly bytesUploaded: number;
}

export interface GpuCounter {
  counts(): GpuCounts;
  /** The most bytes of buffers that were allocated at once since `restartPeak`. */
  readonly peakBytes: number;
  restartPeak(): void;
  /** Resolves when every device has done what it was given. */
  settled(): Promise<void>;
}

/** The classes of WebGPU, as a browser has them and as a package for Node brings them. */
export interface GpuClasses {
  readonly GPUDevice: { readonly prototype: GPUDevice };
  readonly GPUQueue: { readonly prototype: GPUQueue };
  readonly GPUBuffer: { readonly prototype: GPUBuffer };
  readonly GPUComputePassEncoder: { readonly prototype: GPUComputePassEncoder };
}

/** `GPUBufferUsage.MAP_READ` */
const mapRead = 1;

/** How many bytes `writeBuffer` copies: its size is in elements of a typed array, and in bytes of anything else. */
function writtenBytes(data: GPUAllowSharedBufferSource, offset = 0, size?: number): number {
  const unit = 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
  return size === undefined ? data.byteLength - offset * unit : size * unit;
}

/** Wraps the prototypes for good; install it once, before the library that is to be counted has asked for its device. */
export function countGpu({ GPUDevice, GPUQueue, GPUBuffer, GPUComputePassEncoder }: GpuClasses): GpuCounter {
  const live = new WeakSet<GPUBuffer>();
  const queues = new Set<GPUQueue>();
  let [dispatches, submits, buffersCreated, bytesUploaded, liveBytes, peakBytes] = [0, 0, 0, 0, 0, 0];

  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    buffersCreated++;
    live.add(buffer);
    liveBytes += descriptor.size;
    peakBytes = Math.max(peakBytes, liveBytes);
    return buffer;
  };
  const { destroy, getMappedRange } = GPUBuffer.prototype;
  GPUBuffer.prototype.destroy = function () {
    if (live.delete(this)) liveBytes -= this.size;
    return destroy.call(this);
  };
  GPUBuffer.prototype.getMappedRange = function (offset, size) {
    const range = getMappedRange.call(this, offset, size);
    if ((this.usage & mapRead) === 0) bytesUploaded += range.byteLength;
    return range;
  };
  const { submit, writeBuffer } = GPUQueue.prototype;
  GPUQueue.prototype.submit = function (commands) {
    queues.add(this);
    submits++;
    return submit.call(this, commands);
  };
  GPUQueue.prototype.writeBuffer = function (...given: Parameters<GPUQueue['writeBuffer']>) {
    const [, , data, offset, size] = given;
    bytesUploaded += writtenBytes(data, offset, size);
    return writeBuffer.apply(this, given);
  };
  const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = GPUComputePassEncoder.prototype;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (x, y, z) {
    dispatches++;
    return dispatchWorkgroups.call(this, x, y, z);
  };
  GPUComputePassEncoder.prototype.dispatchWorkgroupsIndirect = function (buffer, offset) {
    dispatches++;
    return dispatchWorkgroupsIndirect.call(this, buffer, offset);
  };

  return {
    counts: () => ({ dispatches, submits, buffersCreated, bytesUploaded }),
    get peakBytes() {
      return peakBytes;
    },
    restartPeak() {
      peakBytes = liveBytes;
    },
    async settled() {
      await Promise.all([...queues].map((queue) => queue.onSubmittedWorkDone()));
    },
  };
}
