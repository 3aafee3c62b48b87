/**
 * Depthwise convolution, batch norm and perhaps ReLU. In evaluation they are one operation, as in `convBatchNorm`.
 */
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { depthwiseAffine } from '../ops/depthwiseAffine/depthwiseAffine.ts';
import { runningAffine } from '../ops/runningAffine/runningAffine.ts';
import { batchNormParts, batchNormSpecs, epsilon, normaliseBatch } from './batchNorm.ts';
import type { ConvSteps } from './conv2d.ts';
import type { ConvBatchNormNames } from './convBatchNorm.ts';
import { type DepthwiseShape, depthwiseConv2d, depthwiseSpecs } from './depthwiseConv2d.ts';
import { foldedShift, shifted } from './foldBatchNorm.ts';
import type { ForwardContext } from './forwardContext.ts';
import { named, type ParameterSpec, type Parameters } from './parameters.ts';

export function depthwiseBatchNormSpecs(
  { conv, norm }: ConvBatchNormNames,
  shape: DepthwiseShape,
): ParameterSpec[] {
  return [
    ...depthwiseSpecs(conv, shape).map((spec) => ({ ...spec, normalisedBy: norm })),
    ...batchNormSpecs(norm, shape.channels),
  ];
}

/**
 * Differentiable in training alone; of a folded norm as in `convBatchNorm`.
 *
 * @param input [B, H, W, C]
 * @returns [B, H', W', C], see `depthwiseConv2d`.
 */
export function depthwiseBatchNorm(
  parameters: Parameters,
  { conv, norm }: ConvBatchNormNames,
  input: Tensor4D,
  options: ConvSteps & { readonly activation: 'relu' | 'linear' },
  context: ForwardContext,
): Tensor4D {
  const x = context.enter?.(conv, input) ?? input;
  const folded = parameters[foldedShift(norm)] as Tensor1D | undefined;
  if (context.training) {
    const convolved = depthwiseConv2d(parameters, conv, x, options);
    return folded
      ? shifted(convolved, folded, options, conv, context)
      : normaliseBatch(parameters, norm, convolved, options, context);
  }
  const filter = named<Tensor4D>(parameters, `${conv}.weight`);
  const affine = folded ? { shift: folded } : runningAffine(batchNormParts(parameters, norm), epsilon);
  return depthwiseAffine({ ...options, ...affine, x, filter });
}
