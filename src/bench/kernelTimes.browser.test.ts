import { describe, expect, it } from 'vitest';
import { timeKernels } from './kernelTimes.ts';

const adapter = await navigator.gpu?.requestAdapter();

const shader = (turns: number) => `
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  var x = y[id.x];
  for (var i = 0u; i < ${turns}u; i++) { x = x * 1.0001 + 1.0; }
  y[id.x] = x;
}`;

describe.skipIf(!adapter?.features.has('timestamp-query'))('kernel times', () => {
  it('name every shader, count its dispatches and bytes, order them by time, and change no result', async () => {
    const device = await (await navigator.gpu.requestAdapter())?.requestDevice({
      requiredFeatures: ['timestamp-query'],
    });
    if (!device) throw new Error('no device');
    const timer = timeKernels(globalThis);
    const run = async (label: string, turns: number, times: number) => {
      const module = device.createShaderModule({ code: shader(turns) });
      const pipeline = device.createComputePipeline({ label, layout: 'auto', compute: { module } });
      const buffer = device.createBuffer({
        size: 4096,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
      });
      const entries = [{ binding: 0, resource: { buffer, offset: 0, size: 1024 } }];
      const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      for (let i = 0; i < times; i++) pass.dispatchWorkgroups(4);
      pass.end();
      const staging = device.createBuffer({
        size: 4,
        usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
      });
      encoder.copyBufferToBuffer(buffer, 0, staging, 0, 4);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ);
      return new Float32Array(staging.getMappedRange())[0];
    };
    timer.start();
    const [short, long] = [await run('short', 1, 3), await run('long', 200_000, 2)];
    const times = await timer.read();
    timer.remove();
    // x ← 1.0001·x + 1, three times from 0.
    expect(short).toBeCloseTo(1.0001 ** 2 + 1.0001 + 1, 4);
    expect(times?.map(({ name, dispatches, bytes }) => [name, dispatches, bytes])).toEqual([
      ['long', 2, 2048],
      ['short', 3, 3072],
    ]);
    expect(times?.[0]?.milliseconds).toBeGreaterThan(0);
    // Taken away again, the same commands run as they were given.
    expect(await run('long', 200_000, 2)).toBe(long);
    device.destroy();
  });
});
