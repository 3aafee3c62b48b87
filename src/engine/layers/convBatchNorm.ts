/**
 * Convolution, batch norm and perhaps ReLU: the brick of every convolutional network here.
 *
 * In evaluation batch norm is an affine map per channel, so it is folded into the filter and the three become one
 * operation: conv(x, w)·a + b = conv(x, w·a) + b.
 */
import { fused, mul, relu, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../models/model.ts';
import { batchNorm, batchNormSpecs, runningAffine } from './batchNorm.ts';
import { type ConvShape, type ConvSteps, conv2d, convSpecs, tfPadding } from './conv2d.ts';
import { named, type ParameterSpec, type Parameters } from './parameters.ts';

export interface ConvBatchNormNames {
  readonly conv: string;
  readonly norm: string;
}

export function convBatchNormSpecs({ conv, norm }: ConvBatchNormNames, shape: ConvShape): ParameterSpec[] {
  return [...convSpecs(conv, shape), ...batchNormSpecs(norm, shape.outChannels)];
}

/**
 * @param x [B, H, W, in]
 * @returns [B, H', W', out], see `conv2d`.
 */
export function convBatchNorm(
  parameters: Parameters,
  { conv, norm }: ConvBatchNormNames,
  x: Tensor4D,
  options: ConvSteps & { readonly activation: 'relu' | 'linear' },
  context: ForwardContext,
): Tensor4D {
  if (context.training) {
    const normalised = batchNorm(parameters, norm, conv2d(parameters, conv, x, options), context);
    return options.activation === 'relu' ? relu(normalised) : normalised;
  }
  const { scale, shift } = runningAffine(parameters, norm);
  return fused.conv2d({
    x,
    filter: mul(named<Tensor4D>(parameters, `${conv}.weight`), scale) as Tensor4D,
    strides: options.stride,
    pad: tfPadding(options.padding),
    bias: shift,
    activation: options.activation,
  });
}
