/**
 * The gradient of max pooling on the current backend, for tests.
 */
import { grad, maxPool, mul, type Tensor, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../../base/random.ts';

export interface PoolCase {
  readonly input: [number, number, number, number];
  readonly window: number;
  readonly stride: number;
  readonly pad: number | 'same' | 'valid';
}

export const poolCases: readonly PoolCase[] = [
  { input: [2, 6, 6, 3], window: 2, stride: 2, pad: 'valid' },
  { input: [2, 7, 5, 4], window: 2, stride: 2, pad: 'valid' },
  { input: [1, 9, 8, 5], window: 3, stride: 2, pad: 1 },
  { input: [2, 8, 9, 8], window: 3, stride: 2, pad: 'same' },
  { input: [1, 6, 7, 1], window: 3, stride: 1, pad: 1 },
  { input: [1, 8, 8, 4], window: 2, stride: 3, pad: 'valid' },
];

/** Of whole numbers, so that windows often have several largest pixels. */
export async function poolGradient({ input, window, stride, pad }: PoolCase): Promise<Float32Array> {
  const stream = random(4, 'pool');
  const size = input.reduce((a, b) => a * b, 1);
  const pixels = Float32Array.from({ length: size }, () => Math.round(2 * stream.normal()));
  const weights = Float32Array.from({ length: size }, () => stream.normal());
  const dx = tidy(() => {
    const x: Tensor4D = tensor4d(pixels, input);
    const pooled = (given: Tensor) => maxPool(given as Tensor4D, window, stride, pad);
    const shape = pooled(x).shape as [number, number, number, number];
    const dy = tensor4d(
      weights.slice(
        0,
        shape.reduce((a, b) => a * b, 1),
      ),
      shape,
    );
    return grad((given: Tensor) => mul(pooled(given), dy))(x);
  });
  const values = (await dx.data()) as Float32Array;
  dx.dispose();
  return values;
}
