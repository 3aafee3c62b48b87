/**
 * Gradients by central differences, for tests.
 */
import { grads, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../base/random.ts';

export interface GradientGap {
  /** Position of the input. */
  readonly input: number;
  /** Largest |gradient − difference| over the largest |difference|. */
  readonly gap: number;
}

/**
 * Compares the gradients of Σ c·f(inputs), c fixed and random, with (F(x + h) − F(x − h)) / 2h in float32.
 *
 * @param shapes of the inputs, which are drawn from a normal distribution, or given as values.
 */
export function gradientGaps(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly { readonly shape: readonly number[]; readonly values?: readonly number[] }[],
  h = 1e-2,
): readonly GradientGap[] {
  const stream = random(3, 'finite-differences');
  const points = inputs.map(({ shape, values }) =>
    values
      ? Float32Array.from(values)
      : Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal()),
  );
  const make = (values: readonly Float32Array[]) =>
    values.map((value, i) => tensor(value, [...(inputs[i]?.shape ?? [])], 'float32'));
  const outputShape = tidy(() => f(...make(points)).shape);
  const weights = Float32Array.from({ length: outputShape.reduce((a, b) => a * b, 1) }, () =>
    stream.normal(),
  );

  // Summed in float64, so that the difference of two nearly equal sums keeps its digits.
  const total = (values: readonly Float32Array[]) =>
    tidy(() => Float32Array.from(f(...make(values)).dataSync())).reduce(
      (all, value, i) => all + value * (weights[i] ?? 0),
      0,
    );
  const found = tidy(() => {
    const objective = (...given: Tensor[]) => sum(mul(f(...given), tensor(weights, outputShape)));
    return grads(objective)(make(points)).map((gradient) => Float32Array.from(gradient.dataSync()));
  });

  return points.map((point, input) => {
    const difference = point.map((value, i) => {
      const at = (moved: number) => total(points.map((p, j) => (j === input ? p.with(i, moved) : p)));
      const [above, below] = [Math.fround(value + h), Math.fround(value - h)];
      return (at(above) - at(below)) / (above - below);
    });
    const largest = difference.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    const error = difference.reduce(
      (most, d, i) => Math.max(most, Math.abs(d - (found[input]?.[i] ?? Number.NaN))),
      0,
    );
    return { input, gap: error / largest };
  });
}
