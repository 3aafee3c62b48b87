/**
 * Evaluation's affine map on WebGPU against stock operations on the cpu backend.
 */
import { abs, dispose, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { runningAffine } from './runningAffine.ts';

describe.skipIf(!gpuIsHere)('runningAffine on webgpu (skipped without an adapter)', () => {
  it.each([1, 5, 300])('of %i channels', async (channels) => {
    const gaps = await gapsToCpu((draw) => {
      const vector = (mean: number) => draw<Tensor1D>([channels], mean, 0.3);
      const variance = tidy(() => abs(vector(1)));
      const parts = { gamma: vector(1), beta: vector(0), mean: vector(0), variance };
      const { scale, shift } = runningAffine(parts, 1e-5);
      dispose(variance);
      return { scale, shift };
    });
    expect(gaps.scale).toBeLessThan(1e-5);
    expect(gaps.shift).toBeLessThan(1e-5);
  });
});
