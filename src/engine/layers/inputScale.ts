/**
 * From the lab's pixels to those that another network was trained on.
 */
import { add, mul, type Tensor4D, tensor1d } from '@tensorflow/tfjs-core';
import { channelDeviation, channelMean } from '../../base/imageSet.ts';
import type { InputScale } from '../../spec/choices.ts';

/** For a value v in [0, 1]: gain · v + shift. */
const unit: Readonly<Record<Exclude<InputScale, 'imagenet'>, readonly [gain: number, shift: number]>> = {
  'minus-one-to-one': [2, -1],
  'zero-to-one': [1, 0],
  bytes: [255, 0],
};

/**
 * @param images [B, S, S, 3], normalised by `channelMean` and `channelDeviation`
 * @returns the same pixels in `scale`; call within `tidy`.
 */
export function toScale(images: Tensor4D, scale: InputScale): Tensor4D {
  if (scale === 'imagenet') return images.clone();
  const [gain, shift] = unit[scale];
  const gains = channelDeviation.map((deviation) => gain * deviation);
  const shifts = channelMean.map((mean) => gain * mean + shift);
  return add(mul(images, tensor1d(gains)), tensor1d(shifts));
}
