/**
 * A linear layer on WebGPU, both ways, against stock operations on the cpu backend.
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { linearGradient, linearProduct } from './linear.ts';

describe.skipIf(!gpuIsHere)('a linear layer on webgpu (skipped without an adapter)', () => {
  // Sums of one term, short ones, and in each place one that threads share.
  it.each([
    [1, 1, 1],
    [5, 7, 3],
    [3, 100, 10],
    [70, 9, 4],
    [2, 5, 101],
  ])('of %i pictures, %i features and %i classes', async (batch, features, classes) => {
    const gaps = await gapsToCpu((draw) => {
      const x = draw<Tensor2D>([batch, features]);
      const weight = draw<Tensor2D>([features, classes]);
      const y = linearProduct({ x, weight, bias: draw<Tensor1D>([classes]) });
      return { y, ...linearGradient(draw<Tensor2D>([batch, classes]), { x, weight }) };
    });
    expect(Object.keys(gaps)).toEqual(['y', 'dx', 'dWeight', 'dBias']);
    for (const [name, gap] of Object.entries(gaps)) expect(gap, name).toBeLessThan(1e-5);
  });
});
