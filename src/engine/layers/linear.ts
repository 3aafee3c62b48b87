/**
 * A fully connected layer.
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { linearGradient, linearProduct } from '../ops/linear/linear.ts';
import { tokenLinearGradient, tokenLinearProduct } from '../ops/tokenLinear/tokenLinear.ts';
import type { ForwardContext } from './forwardContext.ts';
import { type Axis, lengthOf, named, type ParameterSpec, type Parameters, shaped } from './parameters.ts';
import { withGradient } from './withGradient.ts';

/** `name.weight` [in, out] and `name.bias` [out], uniform in ±1/√in as PyTorch's `nn.Linear`. */
export function linearSpecs(name: string, inFeatures: Axis, outFeatures: Axis): ParameterSpec[] {
  const initial = { kind: 'uniform', bound: 1 / Math.sqrt(lengthOf(inFeatures)) } as const;
  return [
    {
      name: `${name}.weight`,
      kind: 'linear',
      ...shaped([inFeatures, outFeatures]),
      role: 'trainable',
      initial,
    },
    { name: `${name}.bias`, kind: 'vector', ...shaped([outFeatures]), role: 'trainable', initial },
  ];
}

/**
 * y = x·W + b, or x·W where there is no `name.bias`
 *
 * @param input x, [B, in]
 * @returns [B, out]
 */
export function linear(
  parameters: Parameters,
  name: string,
  input: Tensor2D,
  { enter }: Pick<ForwardContext, 'enter'> = {},
  /** For how many rows its kernels are made. */
  rows: 'few' | 'many' = 'few',
): Tensor2D {
  const x = enter?.(name, input) ?? input;
  const weight = named<Tensor2D>(parameters, `${name}.weight`);
  const bias = parameters[`${name}.bias`] as Tensor1D | undefined;
  return withGradient<Tensor2D>(
    bias ? [x, weight, bias] : [x, weight],
    (save) => {
      save([x, weight]);
      return rows === 'few' ? linearProduct({ x, weight, bias }) : tokenLinearProduct({ x, weight, bias });
    },
    (dy, saved) => {
      const [entered, matrix] = saved as [Tensor2D, Tensor2D];
      const gradient = rows === 'few' ? linearGradient : tokenLinearGradient;
      const { dx, dWeight, dBias } = gradient(dy, { x: entered, weight: matrix });
      if (bias) return [dx, dWeight, dBias];
      dBias.dispose();
      return [dx, dWeight];
    },
  );
}
