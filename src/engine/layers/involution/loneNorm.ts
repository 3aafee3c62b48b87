/**
 * Batch norm that follows no filter of its own, with the ReLU behind it: what an involution gives is normalised so, as its weights are
 * none of the network's.
 *
 * Its spec names γ itself as what the norm can be folded into: what is left of it then is the scale in γ's place, and the shift.
 */
import { mul, reshape, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { depthwiseAffine } from '../../ops/depthwiseAffine/depthwiseAffine.ts';
import { runningAffine } from '../../ops/runningAffine/runningAffine.ts';
import { batchNormParts, batchNormSpecs, epsilon, normaliseBatch } from '../batchNorm.ts';
import { foldedShift, shifted } from '../foldBatchNorm.ts';
import type { ForwardContext } from '../forwardContext.ts';
import { type Axis, named, type ParameterSpec, type Parameters } from '../parameters.ts';

export const loneNormSpecs = (norm: string, channels: Axis): ParameterSpec[] =>
  batchNormSpecs(norm, channels).map((spec) =>
    spec.name === `${norm}.weight` ? { ...spec, normalisedBy: norm } : spec,
  );

/**
 * relu(batch norm of x); differentiable in training alone, and where the norm is folded, then without statistics of the batch.
 *
 * @param x [B, H, W, C]
 * @param layer that gave x
 * @returns [B, H, W, C]
 */
export function loneNorm(
  parameters: Parameters,
  norm: string,
  layer: string,
  x: Tensor4D,
  context: ForwardContext,
): Tensor4D {
  const activation = 'relu';
  const shift = parameters[foldedShift(norm)] as Tensor1D | undefined;
  const scale = named<Tensor1D>(parameters, `${norm}.weight`);
  if (context.training) {
    return shift
      ? shifted(mul(x, scale), shift, { activation }, layer, context)
      : normaliseBatch(parameters, norm, x, { activation }, context);
  }
  const affine = shift ? { scale, shift } : runningAffine(batchNormParts(parameters, norm), epsilon);
  return depthwiseAffine({
    ...{ x, stride: 1, padding: 0, activation },
    filter: reshape(affine.scale, [1, 1, affine.scale.size, 1]),
    shift: affine.shift,
  });
}
