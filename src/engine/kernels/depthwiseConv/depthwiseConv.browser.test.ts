/**
 * Depthwise convolutions and their gradients on WebGPU against the CPU backend's stock kernels.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { gpuIsHere, startGpuInBrowser } from '../webgpu/startGpuInBrowser.ts';
import { awkwardCases, computed, relativeDifference } from './awkwardCases.ts';

/** Float32 sums in another order. */
const tolerance = 1e-5;

/** Larger blocks of pixels for a thread, and partial sums that are folded twice. */
const larger = { input: [4, 40, 37, 24], kernel: [3, 3], stride: 1, pad: 1 } as const;

describe.skipIf(!gpuIsHere)('on webgpu (skipped without an adapter)', () => {
  it.each([...awkwardCases, larger])(
    'equals the cpu backend: $input, $kernel, stride $stride, $pad',
    async (given) => {
      await setBackend('cpu');
      registerKernels('cpu', 'stock');
      const expected = await computed(given);
      await startGpuInBrowser();
      const before = memory().numTensors;
      const found = await computed(given);
      expect(memory().numTensors).toBe(before);
      expect(Object.keys(found)).toEqual(Object.keys(expected));
      for (const [name, values] of Object.entries(expected)) {
        expect(relativeDifference(found[name] ?? [], values), name).toBeLessThan(tolerance);
      }
    },
  );
});
