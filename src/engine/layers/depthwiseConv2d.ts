/**
 * Depthwise convolution: every channel has a filter of its own, and channels do not mix. PyTorch's `conv2d` with as many
 * groups as channels; padding as in `conv2d.ts`.
 */
import { depthwiseConv2d as convolve, type Tensor4D } from '@tensorflow/tfjs-core';
import { tfPadding } from '../ops/padding.ts';
import { type ConvSteps, paddingOf } from './conv2d.ts';
import { type Axis, named, type ParameterSpec, type Parameters, shaped } from './parameters.ts';

export interface DepthwiseShape {
  /** Height and width of the filters. */
  readonly kernel: number;
  readonly channels: Axis;
  readonly stride: number;
}

/**
 * `name.weight`, [kh, kw, C, 1], from a normal distribution of deviation √(2 / kh·kw): an output hangs together with kh·kw
 * inputs (He et al. 2015, eq. 10). PyTorch's own `fan_out` counts C times as many.
 */
export function depthwiseSpecs(name: string, { kernel, channels, stride }: DepthwiseShape): ParameterSpec[] {
  return [
    {
      name: `${name}.weight`,
      kind: 'depthwise',
      ...shaped([kernel, kernel, channels, 1]),
      steps: { stride, padding: paddingOf(kernel) },
      role: 'trainable',
      initial: { kind: 'kaiming-normal', fan: kernel * kernel },
    },
  ];
}

/**
 * @param x [B, H, W, C]
 * @returns [B, H', W', C] with H' = ⌊(H + 2·padding − kh) / stride⌋ + 1.
 */
export function depthwiseConv2d(
  parameters: Parameters,
  name: string,
  x: Tensor4D,
  { stride, padding }: ConvSteps,
): Tensor4D {
  return convolve(
    x,
    named<Tensor4D>(parameters, `${name}.weight`),
    stride,
    tfPadding(padding) as number | 'valid',
  );
}
