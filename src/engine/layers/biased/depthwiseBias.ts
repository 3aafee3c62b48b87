/**
 * A depthwise convolution with a bias and no norm of batches behind it.
 */
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { depthwiseAffine } from '../../ops/depthwiseAffine/depthwiseAffine.ts';
import type { ConvSteps } from '../conv2d.ts';
import { type DepthwiseShape, depthwiseConv2d, depthwiseSpecs } from '../depthwiseConv2d.ts';
import { shifted } from '../foldBatchNorm.ts';
import type { ForwardContext } from '../forwardContext.ts';
import { named, type ParameterSpec, type Parameters, shaped } from '../parameters.ts';

/** `name.weight` as `depthwiseSpecs` has it, and `name.bias`, [C], from 0. */
export function depthwiseBiasSpecs(name: string, shape: DepthwiseShape): ParameterSpec[] {
  const initial = { kind: 'constant', value: 0 } as const;
  return [
    ...depthwiseSpecs(name, shape),
    { name: `${name}.bias`, kind: 'vector', ...shaped([shape.channels]), role: 'trainable', initial },
  ];
}

/**
 * Differentiable in training alone.
 *
 * @param input [B, H, W, C]
 * @returns [B, H', W', C], see `depthwiseConv2d`.
 */
export function depthwiseBias(
  parameters: Parameters,
  name: string,
  input: Tensor4D,
  steps: ConvSteps,
  context: ForwardContext,
): Tensor4D {
  const x = context.enter?.(name, input) ?? input;
  const bias = named<Tensor1D>(parameters, `${name}.bias`);
  if (context.training) {
    return shifted(
      depthwiseConv2d(parameters, name, x, steps),
      bias,
      { activation: 'linear' },
      name,
      context,
    );
  }
  const filter = named<Tensor4D>(parameters, `${name}.weight`);
  return depthwiseAffine({ ...steps, x, filter, shift: bias, activation: 'linear' });
}
