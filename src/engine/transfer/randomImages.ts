/**
 * Images of noise for tests: every version of every image has pixels of its own.
 */
import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { random } from '../../base/random.ts';
import type { BatchSource } from '../training/batches.ts';

export interface RandomImages extends BatchSource {
  /** Version 0 of these images, [B, S, S, 3]; the caller owns it. */
  batch(indices: Int32Array): Tensor4D;
}

/** @param versions how many there are of each image; 1 unless given. */
export function randomImages({
  count,
  size,
  classes,
  versions = 1,
}: {
  readonly count: number;
  readonly size: number;
  readonly classes: number;
  readonly versions?: number;
}): RandomImages {
  const stream = random(1);
  const per = size * size * 3;
  const pixels = Float32Array.from({ length: versions * count * per }, () => stream.normal());
  const fill: BatchSource['fill'] = (indices, views) => {
    const images = new Float32Array(indices.length * per);
    indices.forEach((index, b) => {
      const row = ((views[b] ?? 0) % versions) * count + index;
      images.set(pixels.subarray(row * per, (row + 1) * per), b * per);
    });
    return images;
  };
  return {
    ...{ count, size, versions, fill },
    labels: Int32Array.from({ length: count }, () => stream.below(classes)),
    pixels: new Uint8Array(0),
    batch: (indices) =>
      tensor4d(fill(indices, new Uint32Array(indices.length)), [indices.length, size, size, 3]),
  };
}
