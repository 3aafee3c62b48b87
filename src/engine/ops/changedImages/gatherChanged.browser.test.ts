/**
 * Changed batches made on WebGPU against those that the CPU makes.
 */
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { batchesOf } from '../../../data/augment/augment.ts';
import { changeDrawing } from '../../training/changes/drawChanges.ts';
import { packedBytes } from '../gatherImages/gatherImages.ts';
import { gpuIsHere, startGpuInBrowser } from '../webgpu/startGpuInBrowser.ts';
import { changeImages, labelRows } from './changeImages.ts';
import { gatherChanged, mixedLabels } from './gatherChanged.ts';

const off = { mixup: 0, cutmix: 0, erasing: 0, randAugment: 0 };

describe.skipIf(!gpuIsHere)('gatherChanged on webgpu (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  it.each([
    { ...off, erasing: 0.7, randAugment: 20 },
    { ...off, cutmix: 1, randAugment: 30 },
    { ...off, mixup: 1, erasing: 0.5 },
  ])('makes what the CPU makes: %o', async (settings) => {
    const [count, size, classes] = [6, 9, 4];
    const stream = random(3);
    const pixels = Uint8Array.from({ length: count * size * size * 3 }, () => stream.below(256));
    const labels = Int32Array.from({ length: count }, (_, i) => (i % (classes + 1)) - 1);
    const source = batchesOf({ count, size, pixels, labels }, 'flip-shift');
    const draw = changeDrawing(source, settings, random(5));
    const indices = Int32Array.of(5, 0, 3, 3, 1);
    const packed = tensor1d(packedBytes(pixels), 'int32');
    for (let step = 0; step < 4; step++) {
      const versions = Uint32Array.from(indices, () => stream.uint32());
      const changes = draw?.(step, indices) ?? new Int32Array();
      const views = new Int32Array(4 * indices.length);
      source.views?.(indices, versions, views);
      const told = tensor2d(changes, [5, 16], 'int32');
      const made = await gatherChanged(packed, tensor2d(views, [5, 4], 'int32'), told, { size }).data();
      const expected = changeImages(source.fill(indices, versions), changes, size);
      if (settings.mixup === 0) expect(made).toEqual(expected);
      else made.forEach((value, i) => void expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5));
      const own = indices.map((index) => labels[index] ?? 0);
      const rows = await mixedLabels(tensor1d(own, 'int32'), told, classes).data();
      labelRows(own, classes, changes).forEach((share, i) => {
        expect(rows[i]).toBeCloseTo(share, 6);
      });
    }
  });
});
