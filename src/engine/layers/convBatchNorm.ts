/**
 * Convolution, batch norm and perhaps a shortcut and ReLU: the brick of every convolutional network here.
 *
 * In evaluation batch norm is an affine map per channel, so they are one operation: act(conv(x, w)·scale + shift +
 * residual). Parameters in which the scale is already in the filter (`foldBatchNorm`) leave only the shift.
 */
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { convAffine } from '../ops/convAffine/convAffine.ts';
import { runningAffine } from '../ops/runningAffine/runningAffine.ts';
import { type AfterNorm, batchNormParts, batchNormSpecs, epsilon, normaliseBatch } from './batchNorm.ts';
import { type ConvShape, type ConvSteps, conv2d, convSpecs } from './conv2d.ts';
import { foldedShift, shifted } from './foldBatchNorm.ts';
import type { ForwardContext } from './forwardContext.ts';
import { named, type ParameterSpec, type Parameters } from './parameters.ts';

export interface ConvBatchNormNames {
  readonly conv: string;
  readonly norm: string;
}

export function convBatchNormSpecs({ conv, norm }: ConvBatchNormNames, shape: ConvShape): ParameterSpec[] {
  return [
    ...convSpecs(conv, shape).map((spec) => ({ ...spec, normalisedBy: norm })),
    ...batchNormSpecs(norm, shape.outChannels),
  ];
}

/**
 * Differentiable in training alone. Where the norm is folded into the filter, training adds its shift too, and there are no
 * statistics of the batch.
 *
 * @param input [B, H, W, in]
 * @param options the residual has the result's shape.
 * @returns [B, H', W', out], see `conv2d`.
 */
export function convBatchNorm(
  parameters: Parameters,
  { conv, norm }: ConvBatchNormNames,
  input: Tensor4D,
  options: ConvSteps & AfterNorm,
  context: ForwardContext,
): Tensor4D {
  const x = context.enter?.(conv, input) ?? input;
  const steps = { ...options, ...context.steps?.(conv) };
  const folded = parameters[foldedShift(norm)] as Tensor1D | undefined;
  if (context.training) {
    const convolved = conv2d(parameters, conv, x, steps);
    return folded
      ? shifted(convolved, folded, options, conv, context)
      : normaliseBatch(parameters, norm, convolved, options, context);
  }
  const filter = named<Tensor4D>(parameters, `${conv}.weight`);
  const affine = folded ? { shift: folded } : runningAffine(batchNormParts(parameters, norm), epsilon);
  return convAffine({ ...steps, ...affine, x, filter });
}
