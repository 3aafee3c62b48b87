/**
 * Depthwise convolutions that are awkward in some way, for tests: everything that ours compute, on the current backend.
 */
import { engine, type Tensor, type Tensor1D, tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../../base/random.ts';
import { type DepthwiseAffineTensors, depthwiseAffine } from '../depthwiseAffine/depthwiseAffine.ts';
import { depthwiseGeometry, outShape } from './geometry.ts';

export interface AwkwardCase {
  readonly input: readonly [number, number, number, number];
  readonly kernel: readonly [number, number];
  readonly stride: number | [number, number];
  readonly pad: number | 'same' | 'valid';
}

const of = (
  input: AwkwardCase['input'],
  kernel: AwkwardCase['kernel'],
  stride: AwkwardCase['stride'],
  pad: AwkwardCase['pad'],
): AwkwardCase => ({ input, kernel, stride, pad });

export const awkwardCases: readonly AwkwardCase[] = [
  of([2, 5, 7, 1], [3, 3], 1, 1),
  of([2, 8, 5, 3], [3, 3], 2, 1),
  of([1, 9, 8, 5], [3, 3], 2, 'same'),
  of([3, 6, 7, 8], [3, 3], 1, 'valid'),
  of([2, 7, 9, 8], [3, 3], 2, 1),
  of([2, 9, 11, 4], [5, 5], 1, 2),
  of([1, 11, 8, 12], [5, 5], 2, 2),
  of([2, 6, 9, 7], [5, 3], [2, 1], 'same'),
  // Rows that no window reads, windows wider than the picture, a stride beyond the filter.
  of([1, 10, 11, 4], [3, 3], 3, 'valid'),
  of([2, 3, 3, 4], [5, 5], 1, 2),
  of([2, 7, 7, 4], [2, 2], 3, 'valid'),
  of([5, 1, 1, 6], [1, 1], 1, 'valid'),
  // More rows than fit a stretch of the cache.
  of([1, 60, 33, 16], [3, 3], 1, 1),
];

/** Everything drawn from the case itself, so that all backends have the same. */
export function valuesOf(given: AwkwardCase) {
  const { input, kernel, stride, pad } = given;
  const stream = random(5, JSON.stringify(given));
  const filterShape = [...kernel, input[3], 1];
  const geometry = depthwiseGeometry(input, filterShape, { strides: stride, pad });
  const drawn = (shape: readonly number[]) => ({
    shape: [...shape],
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal()),
  });
  return {
    x: drawn(input),
    filter: drawn(filterShape),
    dy: drawn(outShape(geometry)),
    scale: drawn([input[3]]),
    shift: drawn([input[3]]),
  };
}

/** Forward pass, gradients, and the forward pass with its affine map and ReLU, on the current backend. */
export async function computed(given: AwkwardCase): Promise<Readonly<Record<string, Float32Array>>> {
  const { stride, pad } = given;
  const steps = { strides: stride, pad, dilations: [1, 1], dataFormat: 'NHWC' };
  const values = valuesOf(given);
  const results = tidy(() => {
    const [x, filter, dy] = [values.x, values.filter, values.dy].map((part) =>
      tensor(part.values, part.shape),
    ) as [Tensor, Tensor, Tensor];
    const run = (name: string, inputs: Record<string, Tensor>, shapes: Record<string, number[]> = {}) =>
      engine().runKernel(`DepthwiseConv2dNative${name}`, inputs, { ...steps, ...shapes }) as Tensor;
    return {
      forward: run('', { x, filter }),
      inputGradient: run('BackpropInput', { dy, filter }, { inputShape: x.shape }),
      filterGradient: run('BackpropFilter', { x, dy }, { filterShape: filter.shape }),
      ...affine(given, { x, filter } as DepthwiseAffineTensors, values),
    };
  });
  const read: Record<string, Float32Array> = {};
  for (const [name, result] of Object.entries(results)) {
    read[name] = (await result.data()) as Float32Array;
    result.dispose();
  }
  return read;
}

function affine(
  { stride, pad }: AwkwardCase,
  { x, filter }: Pick<DepthwiseAffineTensors, 'x' | 'filter'>,
  values: ReturnType<typeof valuesOf>,
): Record<string, Tensor> {
  if (typeof pad !== 'number' || typeof stride !== 'number') return {};
  const [scale, shift] = [tensor1d(values.scale.values), tensor1d(values.shift.values)] as [
    Tensor1D,
    Tensor1D,
  ];
  const steps = { x, filter, shift, stride, padding: pad };
  return {
    rectified: depthwiseAffine({ ...steps, scale, activation: 'relu' }),
    shifted: depthwiseAffine({ ...steps, activation: 'linear' }),
  };
}

/** The largest difference, relative to the largest number: sums of many terms have large roundings. */
export function relativeDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  const values = Array.from(expected);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return (
    values.reduce((most, value, i) => Math.max(most, Math.abs((found[i] as number) - value)), 0) / largest
  );
}
