/**
 * The mean of each channel over the picture: any image size gives the same number of features.
 */
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { globalAverage, globalAverageGradient } from '../ops/globalAveragePool/globalAveragePool.ts';
import { withGradient } from './withGradient.ts';

/**
 * @param x [B, H, W, C]
 * @returns [B, C]
 */
export function globalAveragePool(x: Tensor4D): Tensor2D {
  const { shape } = x;
  return withGradient<Tensor2D>(
    [x],
    () => globalAverage(x),
    (dy) => [globalAverageGradient(dy, shape)],
  );
}
