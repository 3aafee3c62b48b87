/**
 * Shapes, strides and padding of a dense convolution, forward or of the one whose gradient is asked for.
 */
import type { backend_util, Conv2DAttrs } from '@tensorflow/tfjs-core';
import { type Axis, axesOf } from '../axis.ts';

export interface DenseGeometry {
  readonly batch: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly rows: Axis;
  readonly columns: Axis;
}

export function denseGeometry(info: backend_util.Conv2DInfo): DenseGeometry {
  return {
    batch: info.batchSize,
    inChannels: info.inChannels,
    outChannels: info.outChannels,
    ...axesOf(info),
  };
}

/** Attributes of tfjs's convolutions. */
export type ConvSteps = Omit<Conv2DAttrs, 'dilations'> & { readonly dilations?: number | readonly number[] };

/** Whether it is one of those that our shaders compute: no dilation, channels last, all channels of x in each filter. */
export function isPlainDense(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { dilations = 1, dataFormat }: ConvSteps,
): boolean {
  return (
    filterShape[2] === inputShape[3] &&
    dataFormat !== 'NCHW' &&
    [dilations].flat().every((step) => step === 1)
  );
}
