/**
 * The mean of each channel over the picture: any image size gives the same number of features.
 */
import { avgPool, fill, mul, reshape, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
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
      const share = reshape(mul(dy, 1 / (height * width)), [batch, 1, 1, channels]);
      // Broadcasting over ones: `tile` copies scalar by scalar on wasm, 30 times slower.
      return [mul(fill([batch, height, width, channels], 1), share)];
    },
  );
}
