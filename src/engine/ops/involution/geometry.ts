/**
 * Shapes, stride and padding of an involution, forward or of the one whose gradient is asked for.
 */
import type { Axis } from '../axis.ts';

export interface InvolutionGeometry {
  readonly batch: number;
  /** C, a multiple of `groups`. */
  readonly channels: number;
  /** G: channels of a group share their kernel. */
  readonly groups: number;
  readonly rows: Axis;
  readonly columns: Axis;
}

export interface InvolutionSteps {
  readonly stride: number;
  readonly groups: number;
}

export const inShape = ({ batch, rows, columns, channels }: InvolutionGeometry) => [
  batch,
  rows.inLength,
  columns.inLength,
  channels,
];
export const outShape = ({ batch, rows, columns, channels }: InvolutionGeometry) => [
  batch,
  rows.outLength,
  columns.outLength,
  channels,
];
export const kernelShape = ({ batch, rows, columns, groups }: InvolutionGeometry) => [
  batch,
  rows.outLength,
  columns.outLength,
  groups * rows.kernel * columns.kernel,
];

/**
 * @param inputShape  [B, H, W, C]
 * @param kernelsShape [B, H', W', G·K²] with H' = ⌈H / stride⌉
 * @throws Error where these do not go together.
 */
export function involutionGeometry(
  inputShape: readonly number[],
  kernelsShape: readonly number[],
  { stride, groups }: InvolutionSteps,
): InvolutionGeometry {
  const [batch = 0, height = 0, width = 0, channels = 0] = inputShape;
  const [, rows, columns, taps = 0] = kernelsShape;
  const kernel = Math.sqrt(taps / groups);
  const fits =
    kernelsShape[0] === batch &&
    rows === Math.ceil(height / stride) &&
    columns === Math.ceil(width / stride) &&
    channels % groups === 0 &&
    kernel % 2 === 1;
  if (!fits) {
    throw new Error(
      `Kernels [${kernelsShape.join(', ')}] in ${groups} groups do not fit an input [${inputShape.join(', ')}] at stride ${stride}.`,
    );
  }
  const axis = (inLength: number): Axis => ({
    ...{ inLength, outLength: Math.ceil(inLength / stride), kernel, stride },
    padding: (kernel - 1) / 2,
  });
  return { batch, channels, groups, rows: axis(height), columns: axis(width) };
}
