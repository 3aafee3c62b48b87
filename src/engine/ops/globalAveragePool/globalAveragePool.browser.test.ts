/**
 * Global average pooling on WebGPU, both ways, against stock operations on the cpu backend.
 */
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { globalAverage, globalAverageGradient } from './globalAveragePool.ts';

describe.skipIf(!gpuIsHere)('global average pooling on webgpu (skipped without an adapter)', () => {
  it.each([
    [[1, 1, 1, 1] as const],
    [[3, 5, 4, 3] as const],
    [[2, 8, 8, 64] as const],
    [[2, 3, 3, 100] as const],
  ])('of %s', async (shape) => {
    const gaps = await gapsToCpu((draw) => ({
      y: globalAverage(draw<Tensor4D>(shape, 1)),
      dx: globalAverageGradient(draw<Tensor2D>([shape[0], shape[3]]), shape),
    }));
    expect(gaps.y).toBeLessThan(1e-6);
    expect(gaps.dx).toBeLessThan(1e-6);
  });
});
