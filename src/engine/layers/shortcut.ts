/**
 * A residual block's shortcut without weights.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { passBack, passOn } from '../kernels/shortcut/shortcut.ts';
import { withGradient } from './withGradient.ts';

/**
 * Every second pixel where `stride` is 2, and zero channels around the given ones, half of them (rounded down) in front.
 *
 * @param x [B, H, W, C]
 * @param channels C' ≥ C
 * @returns [B, ⌈H/stride⌉, ⌈W/stride⌉, C']; x itself where that is its shape.
 */
export function shortcut(x: Tensor4D, stride: 1 | 2, channels: number): Tensor4D {
  if (stride === 1 && channels === x.shape[3]) return x;
  const shape = { from: x.shape, stride, channels };
  return withGradient<Tensor4D>(
    [x],
    () => passOn(x, shape),
    (dy) => [passBack(dy, shape)],
  );
}
