/**
 * The noise of stochastic rounding: uniform, of no memory, and the same on every backend.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor1d, tensor2d, tidy, zeros } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { dithered } from './dithered.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

/** u − 1/2 of the first elements. */
const noise = (count: number, seed: number, step: number) =>
  tidy(() => Array.from(dithered({ x: zeros([count]), counter: tensor1d([seed, step]) }).dataSync()));

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Of two rows with mean 0 and variance 1/12. */
const correlation = (a: readonly number[], b: readonly number[]) =>
  12 * meanOf(a.map((value, i) => value * (b[i] ?? 0)));

const count = 40_000;
/** Four standard errors of a mean of so many numbers of variance 1. */
const bound = 4 / Math.sqrt(count);

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(start[backend]);

  it('is uniform from −1/2 to 1/2', () => {
    const values = noise(count, 11, 0);
    expect(values.every((value) => value >= -0.5 && value < 0.5)).toBe(true);
    const sorted = values.toSorted((a, b) => a - b);
    // Kolmogorov's distance: above 1.95/√n one time in a thousand.
    const apart = sorted.map((value, i) => Math.abs(value + 0.5 - (i + 0.5) / count));
    expect(Math.max(...apart)).toBeLessThan(1.95 / Math.sqrt(count));
    expect(Math.abs(meanOf(values)) * Math.sqrt(12)).toBeLessThan(bound);
  });

  it('tells nothing of the next element, step or seed', () => {
    const values = noise(count, 11, 5);
    for (const lag of [1, 2, 3, 64, 576]) {
      expect(Math.abs(correlation(values.slice(0, -lag), values.slice(lag)))).toBeLessThan(bound * 1.1);
    }
    for (const [seed, step] of [
      [11, 6],
      [11, 4],
      [12, 5],
      [12, 6],
      [10, 6],
    ] as const) {
      expect(Math.abs(correlation(values, noise(count, seed, step))), `${seed} ${step}`).toBeLessThan(bound);
    }
    // One element over the steps.
    const steps = Array.from({ length: 4000 }, (_, step) => noise(3, 11, step)[2] ?? 0);
    expect(Math.abs(meanOf(steps)) * Math.sqrt(12)).toBeLessThan(4 / Math.sqrt(4000));
    expect(Math.abs(correlation(steps.slice(1), steps.slice(0, -1)))).toBeLessThan(4.1 / Math.sqrt(4000));
  });

  it('is in units of each channel’s scale, and leaves nothing behind', async () => {
    const before = memory().numTensors;
    const x = tensor2d([
      [1, 2],
      [3, 4],
    ]);
    const [counter, scale] = [tensor1d([3, 9]), tensor1d([0.5, 4])];
    const y = dithered({ x, scale, counter });
    const added = noise(4, 3, 9);
    const expected = [1, 2, 3, 4].map((value, i) =>
      Math.fround(value + Math.fround((added[i] ?? 0) * (i % 2 === 0 ? 0.5 : 4))),
    );
    expect(Array.from(await y.data())).toEqual(expected);
    for (const tensor of [x, counter, scale, y]) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

it('is the same on both, and for ever', async () => {
  await start.cpu();
  const onCpu = [noise(1000, 2 ** 24 - 1, 123_456), noise(1000, 0, 0)];
  await start.wasm();
  expect([noise(1000, 2 ** 24 - 1, 123_456), noise(1000, 0, 0)]).toEqual(onCpu);
  // Links of stochastic rounding have their curves from these.
  expect(onCpu[1]?.slice(0, 3).map((value) => (value + 0.5) * 2 ** 24)).toMatchInlineSnapshot(`
    [
      13094438,
      3363788,
      7577903,
    ]
  `);
});
