/**
 * Batches made on WebGPU, bit for bit against those that the CPU makes.
 */
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { batchesOf, viewOf } from '../../../data/augment/augment.ts';
import { gpuIsHere, startGpuInBrowser } from '../webgpu/startGpuInBrowser.ts';
import { gatherImages, packedBytes } from './gatherImages.ts';

describe('packedBytes', () => {
  it('puts four bytes in a number, the first lowest, and fills up with zeros', () => {
    expect([...packedBytes(Uint8Array.of(1, 2, 3, 4, 255))]).toEqual([0x04030201, 255]);
    const odd = Uint8Array.of(9, 1, 0, 0, 0).subarray(1);
    expect([...packedBytes(odd)]).toEqual([1]);
  });
});

describe.skipIf(!gpuIsHere)('gatherImages on webgpu (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  // An image of 5 × 5 or 7 × 7 pixels ends within a word, so the next one begins there; from 8 on there are shifts.
  it.each([1, 5, 7, 8, 9, 24])('makes the bits that the CPU makes, size %i', async (size) => {
    const count = 6;
    const stream = random(size);
    const pixels = Uint8Array.from({ length: count * size * size * 3 }, () => stream.below(256));
    const images = { count, size, pixels, labels: new Int32Array(count) };
    for (const augmentation of ['none', 'flip', 'flip-shift'] as const) {
      const indices = Int32Array.of(5, 0, 3, 3, 1);
      const versions = Uint32Array.from(indices, () => stream.uint32());
      const expected = batchesOf(images, augmentation).fill(indices, versions);
      const rows = Array.from(indices, (image, b) => {
        const { mirrored, right, down } = viewOf(augmentation, versions[b] ?? 0, size);
        return [image, mirrored ? 1 : 0, right, down];
      });
      const packed = tensor1d(packedBytes(pixels), 'int32');
      const batch = gatherImages(packed, tensor2d(rows, [5, 4], 'int32'), { size });
      expect(batch.shape).toEqual([5, size, size, 3]);
      expect(await batch.data()).toEqual(expected);
    }
  });
});
