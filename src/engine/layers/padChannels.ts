/**
 * Zero channels around the given ones.
 */
import { pad, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * @param x [B, H, W, C]
 * @param channels C' ≥ C; half of the C' − C zeros (rounded down) come first.
 * @returns [B, H, W, C']
 */
export function padChannels(x: Tensor4D, channels: number): Tensor4D {
  const missing = channels - x.shape[3];
  if (missing === 0) return x;
  const before = Math.floor(missing / 2);
  return pad(x, [
    [0, 0],
    [0, 0],
    [0, 0],
    [before, missing - before],
  ]);
}
