/**
 * A residual block's shortcut without weights.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { passBack, passOn } from '../ops/shortcut/shortcut.ts';
import { withGradient } from './withGradient.ts';

/**
 * Every second pixel where `stride` is 2, and of each pixel the channels that `sources` names.
 *
 * @param x [B, H, W, C]
 * @param sources [C'], for each channel that arrives the one of x that it is, or −1 where it is 0; no channel of x arrives
 *   twice.
 * @returns [B, ⌈H/stride⌉, ⌈W/stride⌉, C']; x itself where all of it arrives as it is.
 */
export function shortcut(x: Tensor4D, stride: 1 | 2, sources: readonly number[]): Tensor4D {
  const isAll = sources.length === x.shape[3] && sources.every((source, i) => source === i);
  if (stride === 1 && isAll) return x;
  const shape = { from: x.shape, stride, sources };
  return withGradient<Tensor4D>(
    [x],
    () => passOn(x, shape),
    (dy) => [passBack(dy, shape)],
  );
}
