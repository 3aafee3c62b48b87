/**
 * A fully connected layer at each pixel: a 1×1 convolution with the parameters that `linear` has.
 */
import { conv2d, reshape, type Tensor1D, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import { convAffine } from '../../ops/convAffine/convAffine.ts';
import { shifted } from '../foldBatchNorm.ts';
import type { ForwardContext } from '../forwardContext.ts';
import { named, type Parameters } from '../parameters.ts';

/**
 * Differentiable in training alone.
 *
 * @param input [B, H, W, in]
 * @returns [B, H, W, out]
 */
export function linearMap(
  parameters: Parameters,
  name: string,
  input: Tensor4D,
  context: ForwardContext,
): Tensor4D {
  const x = context.enter?.(name, input) ?? input;
  const weight = named<Tensor2D>(parameters, `${name}.weight`);
  const shift = named<Tensor1D>(parameters, `${name}.bias`);
  const filter: Tensor4D = reshape(weight, [1, 1, ...weight.shape]);
  const activation = 'linear';
  if (context.training) return shifted(conv2d(x, filter, 1, 0), shift, { activation }, name, context);
  return convAffine({ x, filter, shift, stride: 1, padding: 0, activation });
}
