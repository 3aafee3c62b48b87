/**
 * Shapes, strides and padding of the convolution whose gradient is asked for.
 */
import { backend_util, type Conv2DAttrs } from '@tensorflow/tfjs-core';

/**
 * @param inputShape  [B, H, W, in]
 * @param filterShape [kh, kw, in, out]
 */
export function convGeometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dimRoundingMode, dataFormat }: Omit<Conv2DAttrs, 'dilations'>,
): backend_util.Conv2DInfo {
  if (dataFormat === 'NCHW') throw new Error('The wasm gradients of conv2d read NHWC only.');
  return backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    1,
    pad,
    dimRoundingMode,
    false,
    'channelsLast',
  );
}
