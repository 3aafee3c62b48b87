/**
 * Involutions of all kinds, for tests: strides, windows larger than the picture, groups that are no multiple of a vector, and such as
 * are more than fit the registers.
 */
export interface InvolutionCase {
  /** [B, H, W, C] */
  readonly x: readonly [number, number, number, number];
  readonly groups: number;
  readonly kernel: number;
  readonly stride: number;
}

export const involutionCases: readonly InvolutionCase[] = [
  { x: [2, 8, 8, 32], groups: 2, kernel: 7, stride: 1 },
  { x: [2, 8, 8, 32], groups: 2, kernel: 7, stride: 2 },
  { x: [3, 2, 2, 16], groups: 1, kernel: 7, stride: 1 },
  { x: [1, 1, 1, 16], groups: 1, kernel: 7, stride: 1 },
  { x: [2, 7, 5, 6], groups: 2, kernel: 3, stride: 2 },
  { x: [2, 6, 4, 10], groups: 1, kernel: 5, stride: 1 },
  { x: [1, 6, 6, 87], groups: 1, kernel: 3, stride: 2 },
  { x: [2, 5, 6, 8], groups: 8, kernel: 3, stride: 1 },
  { x: [1, 5, 5, 4], groups: 1, kernel: 1, stride: 2 },
];
