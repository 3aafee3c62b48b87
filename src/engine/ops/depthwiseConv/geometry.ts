/**
 * Shapes, strides and padding of a depthwise convolution, forward or of the one whose gradient is asked for.
 */
import { backend_util, type NamedAttrMap } from '@tensorflow/tfjs-core';
import { type Axis, axesOf } from '../axis.ts';

export interface DepthwiseGeometry {
  readonly batch: number;
  readonly channels: number;
  readonly rows: Axis;
  readonly columns: Axis;
}

export const inShape = ({ batch, rows, columns, channels }: DepthwiseGeometry) => [
  batch,
  rows.inLength,
  columns.inLength,
  channels,
];
export const outShape = ({ batch, rows, columns, channels }: DepthwiseGeometry) => [
  batch,
  rows.outLength,
  columns.outLength,
  channels,
];

/** Whether it is one of those that our kernels compute: a filter for each channel, no dilation, channels last. */
export function isPlainDepthwise(filterShape: readonly number[], attributes: NamedAttrMap): boolean {
  const { dilations, dataFormat } = attributes as { dilations?: number | number[]; dataFormat?: string };
  return filterShape[3] === 1 && dataFormat !== 'NCHW' && [dilations ?? 1].flat().every((step) => step === 1);
}

/**
 * @param inputShape  [B, H, W, C]
 * @param filterShape [kh, kw, C, 1]
 * @throws Error where `isPlainDepthwise` is false.
 */
export function depthwiseGeometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attributes: NamedAttrMap,
): DepthwiseGeometry {
  if (!isPlainDepthwise(filterShape, attributes)) {
    throw new Error(
      'Depthwise convolutions here have one filter per channel, no dilation, and channels last.',
    );
  }
  const { strides, pad, dimRoundingMode } = attributes as {
    strides: number | [number, number];
    pad: number | 'same' | 'valid';
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const info = backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    1,
    pad,
    dimRoundingMode,
    true,
  );
  return {
    batch: info.batchSize,
    channels: info.inChannels,
    ...axesOf(info),
  };
}
