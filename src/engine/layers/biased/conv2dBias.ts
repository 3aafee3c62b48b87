/**
 * A convolution with a bias and no norm behind it.
 */
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { convAffine } from '../../ops/convAffine/convAffine.ts';
import { type ConvShape, type ConvSteps, conv2d, convSpecs } from '../conv2d.ts';
import { shifted } from '../foldBatchNorm.ts';
import type { ForwardContext } from '../forwardContext.ts';
import { named, type ParameterSpec, type Parameters, shaped } from '../parameters.ts';

/** `name.weight` as `convSpecs` has it, and `name.bias`, [out], from 0. */
export function convBiasSpecs(name: string, shape: ConvShape): ParameterSpec[] {
  const initial = { kind: 'constant', value: 0 } as const;
  return [
    ...convSpecs(name, shape),
    { name: `${name}.bias`, kind: 'vector', ...shaped([shape.outChannels]), role: 'trainable', initial },
  ];
}

/**
 * PyTorch's `conv2d`; differentiable in training alone.
 *
 * @param input [B, H, W, in]
 * @returns [B, H', W', out], see `conv2d`.
 */
export function conv2dBias(
  parameters: Parameters,
  name: string,
  input: Tensor4D,
  options: ConvSteps,
  context: ForwardContext,
): Tensor4D {
  const x = context.enter?.(name, input) ?? input;
  const steps = { ...options, ...context.steps?.(name) };
  const bias = named<Tensor1D>(parameters, `${name}.bias`);
  if (context.training) {
    return shifted(conv2d(parameters, name, x, steps), bias, { activation: 'linear' }, name, context);
  }
  const filter = named<Tensor4D>(parameters, `${name}.weight`);
  return convAffine({ ...steps, x, filter, shift: bias, activation: 'linear' });
}
