/**
 * Channel sums on WebGPU against the stock sum on the cpu backend.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { channelSums } from './channelSums.ts';

describe.skipIf(!gpuIsHere)('channelSums on webgpu (skipped without an adapter)', () => {
  // The last one has more rows than one dispatch adds up.
  it.each([[[1, 1, 1, 3]], [[2, 5, 3, 4]], [[3, 1, 1, 100]], [[2, 17, 16, 5]]])('of %s', async (shape) => {
    const { sums } = await gapsToCpu((draw) => ({ sums: channelSums(draw<Tensor4D>(shape, 1)) }));
    expect(sums).toBeLessThan(1e-5);
  });
});
