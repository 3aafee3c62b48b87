/**
 * Against what the test itself asks of Dawn's adapter that executes nothing.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { countGpu, type GpuCounter } from './gpuCounters.ts';
import { startDawn } from './hosts/gpuInNode.ts';

describe('the counter', () => {
  let device: GPUDevice;
  let counter: GpuCounter;
  const storage = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const since = async (work: () => void | Promise<void>) => {
    const before = counter.counts();
    await work();
    const after = counter.counts();
    return {
      dispatches: after.dispatches - before.dispatches,
      submits: after.submits - before.submits,
      buffersCreated: after.buffersCreated - before.buffersCreated,
      bytesUploaded: after.bytesUploaded - before.bytesUploaded,
    };
  };
  const nothing = { dispatches: 0, submits: 0, buffersCreated: 0, bytesUploaded: 0 };

  beforeAll(async () => {
    const gpu = startDawn('null');
    counter = countGpu(globalThis);
    const adapter = await gpu.requestAdapter();
    if (!adapter) throw new Error('Dawn has no null adapter');
    device = await adapter.requestDevice();
  });

  it('counts dispatches and submits', async () => {
    const module = device.createShaderModule({ code: '@compute @workgroup_size(1) fn main() {}' });
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
    const counts = await since(async () => {
      for (let submit = 0; submit < 2; submit++) {
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        pass.setPipeline(pipeline);
        for (let i = 0; i < 3; i++) pass.dispatchWorkgroups(1);
        pass.end();
        device.queue.submit([encoder.finish()]);
      }
      await counter.settled();
    });
    expect(counts).toEqual({ ...nothing, dispatches: 6, submits: 2 });
  });

  it('follows what is allocated', async () => {
    counter.restartPeak();
    const base = counter.peakBytes;
    const first = device.createBuffer({ size: 1024, usage: storage() });
    const second = device.createBuffer({ size: 512, usage: storage() });
    first.destroy();
    first.destroy();
    const third = device.createBuffer({ size: 256, usage: storage() });
    expect(counter.peakBytes - base).toBe(1536);
    counter.restartPeak();
    expect(counter.peakBytes - base).toBe(768);
    second.destroy();
    third.destroy();
    counter.restartPeak();
    expect(counter.peakBytes).toBe(base);
  });

  it('counts bytes of writes, in elements of typed arrays too', async () => {
    const counts = await since(() => {
      const buffer = device.createBuffer({ size: 256, usage: storage() });
      device.queue.writeBuffer(buffer, 0, new Float32Array(8));
      device.queue.writeBuffer(buffer, 0, new Float32Array(8), 2);
      device.queue.writeBuffer(buffer, 0, new Float32Array(8), 2, 4);
      device.queue.writeBuffer(buffer, 0, new ArrayBuffer(64), 16, 8);
      buffer.destroy();
    });
    expect(counts).toEqual({ ...nothing, buffersCreated: 1, bytesUploaded: 32 + 24 + 16 + 8 });
  });

  it('counts bytes written into mapped buffers, and none that are read back', async () => {
    const counts = await since(async () => {
      const staging = device.createBuffer({
        size: 128,
        usage: GPUBufferUsage.MAP_WRITE | GPUBufferUsage.COPY_SRC,
        mappedAtCreation: true,
      });
      staging.getMappedRange();
      staging.unmap();
      await staging.mapAsync(GPUMapMode.WRITE);
      staging.getMappedRange(0, 64);
      staging.unmap();
      const back = device.createBuffer({
        size: 128,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      });
      await back.mapAsync(GPUMapMode.READ);
      back.getMappedRange();
      back.unmap();
      staging.destroy();
      back.destroy();
    });
    expect(counts).toEqual({ ...nothing, buffersCreated: 2, bytesUploaded: 128 + 64 });
  });
});
