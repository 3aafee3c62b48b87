/**
 * Layer normalisation, as PyTorch's `LayerNorm` over the last axis.
 */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { layerNormGradient, layerNormRows } from '../ops/layerNorm/layerNorm.ts';
import type { ForwardContext } from './forwardContext.ts';
import { type Axis, named, type ParameterSpec, type Parameters, shaped } from './parameters.ts';
import { withGradient } from './withGradient.ts';

/** `name.weight` γ and `name.bias` β, [D] each. */
export function layerNormSpecs(name: string, channels: Axis): ParameterSpec[] {
  const spec = (part: string, value: number): ParameterSpec => ({
    name: `${name}.${part}`,
    kind: 'vector',
    ...shaped([channels]),
    role: 'trainable',
    initial: { kind: 'constant', value },
  });
  return [{ ...spec('weight', 1), normalises: true }, spec('bias', 0)];
}

/**
 * The same in training and in evaluation: it takes nothing from other images.
 *
 * @param x [..., D]
 * @param epsilon ε: 1e-6 in ViT and ConvNeXt, 1e-5 in CCT, PyTorch's default.
 * @returns [..., D]
 */
export function layerNorm<T extends Tensor>(
  parameters: Parameters,
  name: string,
  x: T,
  _context: ForwardContext,
  epsilon: number,
): T {
  const gamma = named<Tensor1D>(parameters, `${name}.weight`);
  const beta = named<Tensor1D>(parameters, `${name}.bias`);
  return withGradient<T>(
    [x, gamma, beta],
    (save) => {
      const { y, mean, inverse } = layerNormRows({ x, gamma, beta }, epsilon);
      save([x, gamma, mean, inverse]);
      return y as T;
    },
    (dy, saved) => {
      const [given, scale, mean, inverse] = saved as [Tensor, Tensor1D, Tensor, Tensor];
      const { dx, dGamma, dBeta } = layerNormGradient({ dy, x: given, gamma: scale, mean, inverse });
      return [dx, dGamma, dBeta];
    },
  );
}
