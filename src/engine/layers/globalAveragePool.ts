/**
 * The mean of each channel over the picture: any image size gives the same number of features.
 */
import { avgPool, mul, reshape, type Tensor2D, type Tensor4D, tile } from '@tensorflow/tfjs-core';
import { withGradient } from './withGradient.ts';

/**
 * @param x [B, H, W, C]
 * @returns [B, C]
 */
export function globalAveragePool(x: Tensor4D): Tensor2D {
  const [batch, height, width, channels] = x.shape;
  return withGradient<Tensor2D>(
    [x],
    () => reshape(avgPool(x, [height, width], 1, 'valid'), [batch, channels]),
    (dy) => {
      const share = reshape(mul(dy, 1 / (height * width)), [batch, 1, channels]);
      return [reshape(tile(share, [1, height * width, 1]), [batch, height, width, channels])];
    },
  );
}
