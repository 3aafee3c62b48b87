/**
 * Layer norm against float64 arithmetic and finite differences, on the backends that Node has.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  grads,
  memory,
  mul,
  setBackend,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { gradientGaps } from '../../layers/finiteDifferences.ts';
import { layerNorm } from '../../layers/layerNorm.ts';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

const stream = random(4, 'layer norm');
const drawn = (length: number, mean = 0) => Array.from({ length }, () => Math.fround(mean + stream.normal()));
const normalise = (x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number) =>
  layerNorm({ 'n.weight': gamma, 'n.bias': beta }, 'n', x, { training: true }, epsilon);

/** In parts of the largest number, or of 1. */
function gapOf(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [largest, apart] = [1, 0];
  for (const [i, value] of expected.entries()) {
    largest = Math.max(largest, Math.abs(value));
    apart = Math.max(apart, Math.abs(value - (found[i] ?? Number.NaN)));
  }
  return apart / largest;
}

/** PyTorch's formula in float64, and the gradients of Σ w·y. */
function inFull(x: number[], gamma: number[], beta: number[], w: number[], epsilon: number) {
  const width = gamma.length;
  const [y, dx]: [number[], number[]] = [[], []];
  const dGamma = Array<number>(width).fill(0);
  const dBeta = Array<number>(width).fill(0);
  for (let from = 0; from < x.length; from += width) {
    const row = x.slice(from, from + width);
    const mean = row.reduce((total, value) => total + value, 0) / width;
    const variance = row.reduce((total, value) => total + (value - mean) ** 2, 0) / width;
    const inverse = 1 / Math.sqrt(variance + epsilon);
    const hats = row.map((value) => (value - mean) * inverse);
    const slopes = hats.map((_, c) => (w[from + c] ?? 0) * (gamma[c] ?? 0));
    const mixed = slopes.reduce((total, g, c) => total + g * (hats[c] ?? 0), 0) / width;
    const level = slopes.reduce((total, g) => total + g, 0) / width;
    for (const [c, hat] of hats.entries()) {
      y.push(hat * (gamma[c] ?? 0) + (beta[c] ?? 0));
      dx.push(inverse * ((slopes[c] ?? 0) - level - hat * mixed));
      dGamma[c] = (dGamma[c] ?? 0) + (w[from + c] ?? 0) * hat;
      dBeta[c] = (dBeta[c] ?? 0) + (w[from + c] ?? 0);
    }
  }
  return [y, dx, dGamma, dBeta] as const;
}

describe.each(['cpu', 'wasm'] as const)('layer norm on %s', (backend) => {
  beforeAll(start[backend]);

  // One channel, whose x̂ is 0; widths that vectors of four divide and that they do not, one row, many rows.
  it.each([
    [[3, 1], 1e-6],
    [[1, 5], 1e-5],
    [[2, 3, 4], 1e-6],
    [[2, 7, 48], 1e-6],
    [[2, 3, 3, 33], 1e-6],
    [[300, 64], 1e-5],
    [[5, 130, 192], 1e-6],
  ])('of %j with ε %d is PyTorch’s, and so are its gradients', (shape, epsilon) => {
    const width = shape.at(-1) ?? 1;
    const size = shape.reduce((product, length) => product * length, 1);
    // A mean beside which the deviation is small: E[x²] − μ² would lose three of seven digits.
    const [x, gamma, beta, w] = [drawn(size, 30), drawn(width, 1), drawn(width), drawn(size)];
    const expected = inFull(x, gamma, beta, w, epsilon);
    const before = memory().numTensors;
    const found = tidy(() => {
      const given = [tensor(x, shape), tensor1d(gamma), tensor1d(beta)];
      const [at, scale, shift] = given as [Tensor, Tensor, Tensor];
      const y = normalise(at, scale, shift, epsilon);
      const objective = (...inputs: Tensor[]) =>
        sum(mul(normalise(...(inputs as [Tensor, Tensor, Tensor]), epsilon), tensor(w, shape)));
      return [y, ...grads(objective)(given)].map((value) => Array.from(value.dataSync()));
    });
    for (const [i, values] of found.entries()) {
      expect(gapOf(values, expected[i] ?? []), `result ${i}`).toBeLessThan(2e-5);
    }
    expect(memory().numTensors).toBe(before);
  });

  it('has the gradients of finite differences', () => {
    const gaps = gradientGaps(
      (x, gamma, beta) => normalise(x as Tensor, gamma as Tensor, beta as Tensor, 1e-5),
      [{ shape: [2, 3, 6] }, { shape: [6] }, { shape: [6] }],
    );
    expect(gaps).toHaveLength(3);
    for (const { input, gap } of gaps) expect(gap, `input ${input}`).toBeLessThan(5e-3);
  });
});
