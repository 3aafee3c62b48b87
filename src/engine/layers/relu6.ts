/**
 * min(max(x, 0), 6), as mobile networks use it.
 */
import { clipByValue, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * @param x [B, H, W, C], rectified already: what is left is the upper bound.
 * @returns [B, H, W, C]
 */
export function atMostSix(x: Tensor4D): Tensor4D {
  return clipByValue(x, 0, 6);
}
