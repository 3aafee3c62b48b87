/**
 * The shortcut without weights on WebGPU, both ways, against stock operations on the cpu backend: copies, so exactly.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { arrives, type ShortcutShape } from './shape.ts';
import { passBack, passOn } from './shortcut.ts';

/** All channels between zeros, half of these (rounded down) in front. */
const padded = (own: number, all: number) =>
  Array.from({ length: all }, (_, i) => {
    const channel = i - Math.floor((all - own) / 2);
    return channel >= 0 && channel < own ? channel : -1;
  });

describe.skipIf(!gpuIsHere)('a shortcut on webgpu (skipped without an adapter)', () => {
  it.each<ShortcutShape>([
    { from: [2, 4, 6, 16], stride: 2, sources: padded(16, 32) },
    { from: [2, 5, 3, 4], stride: 2, sources: padded(4, 7) },
    { from: [1, 1, 1, 1], stride: 2, sources: padded(1, 2) },
    { from: [2, 3, 2, 4], stride: 1, sources: padded(4, 8) },
    { from: [2, 3, 5, 4], stride: 2, sources: padded(4, 4) },
    // Of pruned networks.
    { from: [2, 4, 5, 8], stride: 2, sources: [2, -1, 0, 7, -1] },
    { from: [1, 3, 3, 4], stride: 1, sources: [-1, 3, 1, 0] },
  ])('from $from by $stride as $sources', async (shape) => {
    const gaps = await gapsToCpu((draw) => ({
      y: passOn(draw<Tensor4D>(shape.from), shape),
      dx: passBack(draw<Tensor4D>(arrives(shape)), shape),
    }));
    expect(gaps).toEqual({ y: 0, dx: 0 });
  });
});
