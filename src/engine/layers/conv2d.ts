/**
 * Convolution with PyTorch's padding: the same number of zeros on all four sides.
 *
 * TensorFlow's 'same' is something else: with stride 2 and an even size it pads only below and to the right.
 */
import { conv2d as convolve, type Tensor4D } from '@tensorflow/tfjs-core';
import { type PerSide, tfPadding } from '../ops/padding.ts';
import { type Axis, lengthOf, named, type ParameterSpec, type Parameters, shaped } from './parameters.ts';

export interface ConvShape {
  /** Height and width of the filter. */
  readonly kernel: number;
  readonly inChannels: Axis;
  readonly outChannels: Axis;
  readonly stride: number;
}

export interface ConvSteps {
  readonly stride: number;
  /** Zeros on each side. */
  readonly padding: number;
}

/** `ConvSteps` of a filter that may be another along its rows than along its columns. */
export interface SidedSteps {
  readonly stride: PerSide;
  readonly padding: PerSide;
}

/** With it, a filter of odd length leaves the size as it is at stride 1, as every network here has it. */
export const paddingOf = (kernel: number) => (kernel - 1) / 2;

/** `name.weight`, [kh, kw, in, out], from a normal distribution of deviation √(2 / fan_out) (He et al. 2015, eq. 14). */
export function convSpecs(
  name: string,
  { kernel, inChannels, outChannels, stride }: ConvShape,
): ParameterSpec[] {
  return [
    {
      name: `${name}.weight`,
      kind: 'conv',
      ...shaped([kernel, kernel, inChannels, outChannels]),
      steps: { stride, padding: paddingOf(kernel) },
      role: 'trainable',
      initial: { kind: 'kaiming-normal', fan: kernel * kernel * lengthOf(outChannels) },
    },
  ];
}

/**
 * PyTorch's `conv2d` without bias.
 *
 * @param x [B, H, W, in]
 * @returns [B, H', W', out] with H' = ⌊(H + 2·padding − kh) / stride⌋ + 1.
 */
export function conv2d(
  parameters: Parameters,
  name: string,
  x: Tensor4D,
  { stride, padding }: SidedSteps,
): Tensor4D {
  const strides = typeof stride === 'number' ? stride : ([...stride] as [number, number]);
  return convolve(x, named<Tensor4D>(parameters, `${name}.weight`), strides, tfPadding(padding));
}

/** Length of an axis after a convolution. */
export function convolvedLength(length: number, kernel: number, { stride, padding }: ConvSteps): number {
  return Math.floor((length + 2 * padding - kernel) / stride) + 1;
}
