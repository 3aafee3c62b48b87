/**
 * Every second pixel, and its gradient; with no weights.
 *
 * Both are reshapes around a slice or a pad: in [B·h, 2, w, 2·C] the pixels with even row and even column are the first
 * half of the first of two.
 */
import { pad, reshape, slice, type Tensor4D } from '@tensorflow/tfjs-core';
import { withGradient } from './withGradient.ts';

/**
 * x[:, ::2, ::2, :]
 *
 * @param x [B, H, W, C]
 * @returns [B, ⌈H/2⌉, ⌈W/2⌉, C]
 */
export function everySecondPixel(x: Tensor4D): Tensor4D {
  const [, height, width] = x.shape;
  return withGradient<Tensor4D>(
    [x],
    () => sampled(x),
    (dy) => [spread(dy, height, width)],
  );
}

function sampled(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const [h, w] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const even = pad(x, [
    [0, 0],
    [0, 2 * h - height],
    [0, 2 * w - width],
    [0, 0],
  ]);
  const paired = reshape(even, [batch * h, 2, w, 2 * channels]);
  return reshape(slice(paired, [0, 0, 0, 0], [batch * h, 1, w, channels]), [batch, h, w, channels]);
}

/**
 * Puts pixels at even rows and columns of a picture of zeros.
 *
 * @param y [B, ⌈H/2⌉, ⌈W/2⌉, C]
 * @returns [B, H, W, C]
 */
export function spread(y: Tensor4D, height: number, width: number): Tensor4D {
  const [batch, h, w, channels] = y.shape;
  const paired = pad(reshape(y, [batch * h, 1, w, channels]), [
    [0, 0],
    [0, 1],
    [0, 0],
    [0, channels],
  ]);
  const even = reshape(paired, [batch, 2 * h, 2 * w, channels]) as Tensor4D;
  return 2 * h === height && 2 * w === width
    ? even
    : slice(even, [0, 0, 0, 0], [batch, height, width, channels]);
}
