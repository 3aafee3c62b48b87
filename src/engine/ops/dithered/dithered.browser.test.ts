/**
 * The noise of stochastic rounding on WebGPU against plain JavaScript’s.
 */
import { tensor1d, zeros } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { dithered } from './dithered.ts';

it.skipIf(!gpuIsHere)('is the cpu’s noise to the bit (skipped without an adapter)', async () => {
  const gaps = await gapsToCpu((draw) => {
    const [first, last] = [tensor1d([0, 0]), tensor1d([2 ** 24 - 1, 123_456])];
    const [x, drawn, scale] = [zeros([70_001]), draw([9, 10, 3]), tensor1d([0.1, 1, 30])];
    const made = {
      first: dithered({ x, counter: first }),
      last: dithered({ x, counter: last }),
      scaled: dithered({ x: drawn, scale, counter: last }),
    };
    for (const tensor of [first, last, x, scale]) tensor.dispose();
    return made;
  });
  expect([gaps.first, gaps.last]).toEqual([0, 0]);
  // A sum that is rounded once or twice.
  expect(gaps.scaled).toBeLessThan(1e-6);
});
