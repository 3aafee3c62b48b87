/**
 * The gradient of max pooling on WebGPU against the CPU backend's.
 */
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { gpuIsHere, startGpuInBrowser } from '../webgpu/startGpuInBrowser.ts';
import { poolCases, poolGradient } from './poolCases.ts';

describe.skipIf(!gpuIsHere)('on webgpu (skipped without an adapter)', () => {
  it.each(poolCases)('equals the cpu backend: $input, $window, stride $stride, $pad', async (given) => {
    await setBackend('cpu');
    registerKernels('cpu', 'stock');
    const expected = Array.from(await poolGradient(given));
    await startGpuInBrowser();
    const found = Array.from(await poolGradient(given));
    // Sums of at most nine numbers, perhaps in another order.
    expect(found).toEqual(expected.map((value) => expect.closeTo(value, 5)));
  });
});
