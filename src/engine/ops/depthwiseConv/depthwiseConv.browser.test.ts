/**
 * Depthwise convolutions and their gradients on WebGPU against the CPU backend's stock kernels.
 */
import '@tensorflow/tfjs-backend-cpu';
import { backend, memory, setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { gpuIsHere, startGpuInBrowser } from '../webgpu/startGpuInBrowser.ts';
import { type AwkwardCase, awkwardCases, computed, relativeDifference } from './awkwardCases.ts';

/** Float32 sums in another order. */
const tolerance = 1e-5;

async function expectEqual(given: AwkwardCase, onGpu: (run: () => Promise<void>) => Promise<void>) {
  await setBackend('cpu');
  registerKernels('cpu', 'stock');
  const expected = await computed(given);
  await startGpuInBrowser();
  await onGpu(async () => {
    const before = memory().numTensors;
    const found = await computed(given);
    expect(memory().numTensors).toBe(before);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [name, values] of Object.entries(expected)) {
      expect(relativeDifference(found[name] ?? [], values), name).toBeLessThan(tolerance);
    }
  });
}

/** As on an adapter that is hardware: more threads, smaller blocks, more partial sums. */
async function asOnHardware(run: () => Promise<void>): Promise<void> {
  const gpu = backend() as { adapterInfo?: unknown };
  const { adapterInfo } = gpu;
  gpu.adapterInfo = { architecture: 'any' };
  await run().finally(() => {
    gpu.adapterInfo = adapterInfo;
  });
}

/** A software adapter takes a second to compile 25 taps, so only one of those. */
const few = awkwardCases.filter(
  ({ kernel, stride, input }) => kernel[1] < 5 || (stride === 1 && input[1] > 5),
);

describe.skipIf(!gpuIsHere)('on webgpu (skipped without an adapter)', () => {
  it.each(few)('equals the cpu backend: $input, $kernel, stride $stride, $pad', async (given) => {
    await expectEqual(given, (run) => run());
  });

  it.each(few.filter(({ input }) => input[3] >= 8))(
    'and so it does as on hardware: $input, $kernel, stride $stride, $pad',
    async (given) => {
      await expectEqual(given, asOnHardware);
    },
  );
});
