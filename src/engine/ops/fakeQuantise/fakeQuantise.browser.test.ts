/**
 * Fake quantisation on WebGPU, both ways, against stock operations on the cpu backend, where numbers are far from a half.
 */
import { add, mul, reshape, round, type Tensor, type Tensor1D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { fakeQuantise, fakeQuantiseGradient } from './fakeQuantise.ts';

/** Whole numbers and a little more, −0.3 to 0.3: a GPU's division may be off by some units in the last place. */
function offHalves(levels: Tensor, little: Tensor): Tensor {
  return tidy(() => add(round(mul(levels, 4)), mul(round(little), 0.1)));
}

describe.skipIf(!gpuIsHere)('fake quantisation on webgpu (skipped without an adapter)', () => {
  it.each([
    ['of one scale', [3, 5, 7], 1, 0],
    ['of a scale for each channel', [3, 3, 2, 6], 6, 0],
    ['of a depthwise filter', [3, 3, 6, 1], 6, 0],
    ['with a zero point', [2, 70, 9], 1, 3],
  ] as const)('%s', async (_, shape, channels, zero) => {
    const gaps = await gapsToCpu((draw) => {
      const scale = tensor1d(Array.from({ length: channels }, (_, i) => 2 ** (i - 2)));
      const zeroPoint = zero === 0 ? undefined : (tensor1d([zero]) as Tensor1D);
      const levels = offHalves(draw(shape), draw(shape));
      const x = tidy(() =>
        mul(levels, channels === 1 ? scale : shape.at(-1) === 1 ? reshape(scale, [channels, 1]) : scale),
      );
      const range = { least: -4, most: 3 };
      const given = { x, scale, zeroPoint };
      const [y, dx] = [fakeQuantise(given, range), fakeQuantiseGradient(draw(shape), given, range)];
      for (const tensor of [scale, zeroPoint, levels, x]) tensor?.dispose();
      return { y, dx };
    });
    for (const [name, gap] of Object.entries(gaps)) expect(gap, name).toBeLessThan(1e-6);
  });
});
