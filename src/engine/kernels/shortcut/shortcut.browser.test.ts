/**
 * The shortcut without weights on WebGPU, both ways, against stock operations on the cpu backend: copies, so exactly.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { arrives } from './shape.ts';
import { passBack, passOn } from './shortcut.ts';

describe.skipIf(!gpuIsHere)('a shortcut on webgpu (skipped without an adapter)', () => {
  it.each([
    { from: [2, 4, 6, 16], stride: 2, channels: 32 },
    { from: [2, 5, 3, 4], stride: 2, channels: 7 },
    { from: [1, 1, 1, 1], stride: 2, channels: 2 },
    { from: [2, 3, 2, 4], stride: 1, channels: 8 },
    { from: [2, 3, 5, 4], stride: 2, channels: 4 },
  ] as const)('from $from by $stride to $channels channels', async (shape) => {
    const gaps = await gapsToCpu((draw) => ({
      y: passOn(draw<Tensor4D>(shape.from), shape),
      dx: passBack(draw<Tensor4D>(arrives(shape)), shape),
    }));
    expect(gaps).toEqual({ y: 0, dx: 0 });
  });
});
