/**
 * Batch norm on WebGPU against the composed one on the cpu backend.
 */
import { dispose, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { batchNormTraining, batchNormTrainingGradient } from './batchNorm.ts';

/** In parts of each result's largest number; both sides are float32. */
const tolerance = 1e-5;

/** One value, one channel, odd channels, several blocks of them (the last one not full), several workgroups of rows. */
const shapes = [
  [1, 1, 1, 1],
  [2, 3, 3, 1],
  [2, 5, 3, 3],
  [2, 5, 5, 33],
  [2, 3, 3, 100],
  [3, 7, 5, 24],
  [2, 17, 16, 16],
] as const;

const cases = shapes.flatMap((shape) =>
  (['relu', 'linear'] as const).flatMap((activation) =>
    [false, true].map((residual) => ({ name: `[${shape}] ${activation}`, shape, activation, residual })),
  ),
);

describe.skipIf(!gpuIsHere)('batch norm on webgpu (skipped without an adapter)', () => {
  it.each(cases)('$name, residual $residual', async ({ shape, activation, residual }) => {
    const settings = { activation, epsilon: 1e-5 };
    const gaps = await gapsToCpu((draw) => {
      // A mean beside which the deviation is small: E[x²] − μ² would lose three of seven digits.
      const x = draw<Tensor4D>(shape, 30, 1);
      const gamma = draw<Tensor1D>([shape[3]], 1, 0.3);
      const beta = draw<Tensor1D>([shape[3]], 0, 0.5);
      const added = residual ? draw<Tensor4D>(shape) : undefined;
      const forward = batchNormTraining({ x, gamma, beta, residual: added }, settings);
      const { y, mean, variance, state } = forward;
      const given = { dy: draw<Tensor4D>(shape), gamma, beta, state };
      const gradients = batchNormTrainingGradient(
        { ...given, y: activation === 'relu' ? y : undefined },
        { ...settings, residual },
      );
      dispose(state);
      return { y, mean, variance, ...gradients };
    });
    expect(Object.keys(gaps)).toHaveLength(residual ? 7 : 6);
    for (const [name, gap] of Object.entries(gaps)) expect(gap, name).toBeLessThan(tolerance);
  });
});
