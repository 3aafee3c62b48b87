/**
 * Brings the sums of steps back from the device without waiting for them: each step copies its row into one of a few
 * buffers, and one that is full is read while the next is filled.
 */
import type { RealPlace } from '../../runtime/capture/recording.ts';

export interface Readings {
  /** Where the next step copies its row. */
  next(): RealPlace;
  /** All rows since the last time, in order: [steps × width]. */
  collect(): Promise<Float32Array>;
  dispose(): void;
}

/** Rows in a buffer: more steps than are ever taken between two readings. */
const rowsPerBuffer = 64;

/** @param width numbers in a row. */
export function createReadings(device: GPUDevice, width: number): Readings {
  const free: GPUBuffer[] = [];
  const all: GPUBuffer[] = [];
  const rowSize = 4 * width;
  let current: { readonly buffer: GPUBuffer; rows: number } | undefined;
  const open = () => {
    let buffer = free.pop();
    if (!buffer) {
      buffer = device.createBuffer({
        label: 'readings',
        size: rowsPerBuffer * rowSize,
        usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
      });
      all.push(buffer);
    }
    current = { buffer, rows: 0 };
    return current;
  };
  return {
    next() {
      const filling = current ?? open();
      if (filling.rows === rowsPerBuffer)
        throw new Error(`More than ${rowsPerBuffer} steps were taken unread.`);
      return { buffer: filling.buffer, offset: filling.rows++ * rowSize, size: rowSize };
    },
    async collect() {
      const filled = current;
      current = undefined;
      if (!filled) return new Float32Array(0);
      const size = filled.rows * rowSize;
      await filled.buffer.mapAsync(GPUMapMode.READ, 0, size);
      const values = new Float32Array(filled.buffer.getMappedRange(0, size).slice(0));
      filled.buffer.unmap();
      free.push(filled.buffer);
      return values;
    },
    dispose() {
      for (const buffer of all.splice(0)) buffer.destroy();
    },
  };
}
