/**
 * Images as another network takes them: from our normalisation to its scale, and channels first where it wants them so.
 */

import { channelDeviation, channelMean } from '../../../base/imageSet.ts';
import type { InputScale } from '../../../spec/choices.ts';

/** `NCHW` is PyTorch's, `NHWC` TensorFlow's. */
export type Layout = 'NCHW' | 'NHWC';

/** v·by + plus of a colour's share v of full brightness, 0 … 1. */
interface Stretch {
  readonly by: number;
  readonly plus: number;
}

const stretches: Readonly<Record<Exclude<InputScale, 'imagenet'>, Stretch>> = {
  'zero-to-one': { by: 1, plus: 0 },
  'minus-one-to-one': { by: 2, plus: -1 },
  bytes: { by: 255, plus: 0 },
};

/**
 * @param images [count, size, size, 3], normalised by `channelMean` and `channelDeviation`, which is what `imagenet` means
 * @returns [count, 3, size, size] or [count, size, size, 3]; new.
 */
export function pixelsFor(
  images: Float32Array,
  scale: InputScale,
  layout: Layout,
  size: number,
): Float32Array {
  const pixels = new Float32Array(images.length);
  const area = size * size;
  const stretch = scale === 'imagenet' ? undefined : stretches[scale];
  for (const channel of [0, 1, 2] as const) {
    const by = stretch ? channelDeviation[channel] * stretch.by : 1;
    const plus = stretch ? channelMean[channel] * stretch.by + stretch.plus : 0;
    for (let image = 0; image < images.length; image += 3 * area) {
      for (let p = 0; p < area; p++) {
        const from = image + 3 * p + channel;
        const to = layout === 'NHWC' ? from : image + channel * area + p;
        pixels[to] = (images[from] as number) * by + plus;
      }
    }
  }
  return pixels;
}
