/**
 * Fake quantisation and its gradient against torch 1.13.1's own, value for value, and cases by hand.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, setBackend, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { KernelsChoice } from '../../../spec/choices.ts';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { fakeQuantise, fakeQuantiseGradient } from './fakeQuantise.ts';
import {
  channelsLast,
  fakeQuantiseCases,
  type QuantisationReference,
  referenceGradient,
  referencePath,
  referenceWeights,
  uniform,
} from './torchReference.ts';

const start = {
  cpu: async () => void (await setBackend('cpu')),
  wasm: startWasmInNode,
};
const places = (['cpu', 'wasm'] as const).flatMap((backend) =>
  (['ours', 'stock'] as const).map((kernels) => [backend, kernels] as const),
);

async function at(backend: 'cpu' | 'wasm', kernels: KernelsChoice) {
  await start[backend]();
  registerKernels(backend, kernels);
}

afterAll(() => {
  registerKernels('cpu');
  registerKernels('wasm');
});

const path = join(process.env.LAB_DATA ?? '../shared/data', referencePath);

it('makes the inputs as the reference says', () => {
  const [first, second, third] = uniform('check', 3);
  expect(first).toBeCloseTo(0.142269304, 9);
  expect(second).toBeCloseTo(-0.06857834896, 9);
  expect(third).toBeCloseTo(0.6581690209, 9);
  expect(referenceWeights.sin()[0]).toBeCloseTo(0.058616769, 8);
  expect(referenceWeights.hashed()[0]).toBeCloseTo(-0.042236533, 8);
});

describe.each(places)('on %s with %s kernels', (backend, kernels) => {
  it('rounds halves to even, clamps, and lets the gradient through where it did not clamp', async () => {
    await at(backend, kernels);
    const before = memory().numTensors;
    const x = tensor1d([0.25, 0.75, -0.25, -0.75, 1.3, -1.3, 0.1]);
    const scale = tensor1d([0.5]);
    const zeroPoint = tensor1d([1]);
    const levels = { least: -1, most: 2 };
    const y = fakeQuantise({ x, scale, zeroPoint }, levels);
    // x / 0.5 + 1 = 1.5, 2.5, 0.5, −0.5, 3.6, −1.6, 1.2; to even 2, 2, 0, 0, and then clamped to 2 and −1.
    expect(Array.from(await y.data())).toEqual([0.5, 0.5, -0.5, -0.5, 0.5, -1, 0]);
    const dy = tensor1d([1, 2, 3, 4, 5, 6, 7]);
    const dx = fakeQuantiseGradient(dy, { x, scale, zeroPoint }, levels);
    expect(Array.from(await dx.data())).toEqual([1, 2, 3, 4, 0, 0, 7]);
    const channels = tensor2d([
      [1, 1],
      [2.6, 2.6],
    ]);
    const own = tensor1d([1, 0.5]);
    const each = fakeQuantise({ x: channels, scale: own }, { least: -4, most: 3 });
    expect(Array.from(await each.data())).toEqual([1, 1, 3, 1.5]);
    for (const tensor of [x, scale, zeroPoint, y, dy, dx, channels, own, each]) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it.skipIf(!existsSync(path))('gives the values and gradients of torch', async () => {
    await at(backend, kernels);
    const cases = fakeQuantiseCases(JSON.parse(readFileSync(path, 'utf8')) as QuantisationReference);
    expect(cases).toHaveLength(10);
    for (const { method, input, qmin, qmax, scale, zero_point, output, input_grad } of cases) {
      const perChannel = method.includes('channel');
      const lay = (values: ArrayLike<number>) =>
        perChannel ? channelsLast(values) : Float32Array.from(values);
      const x = tensor2d(lay(referenceWeights[input]()), [72, 16]);
      const dy = tensor2d(lay(referenceGradient()), [72, 16]);
      const given = {
        x,
        scale: tensor1d([...scale]),
        zeroPoint: tensor1d([zero_point].flat() as number[]),
      };
      const levels = { least: qmin, most: qmax };
      const y = fakeQuantise(given, levels);
      const dx = fakeQuantiseGradient(dy, given, levels);
      const [found, gradient] = [await y.data(), await dx.data()];
      const [expected, expectedGradient] = [lay(output), lay(input_grad)];
      // The file has seven digits; a level is 2 % of a scale apart from that at the least.
      const off = expected.filter((value, i) => !(Math.abs(value - (found[i] ?? Number.NaN)) < 1e-6));
      expect([method, input, qmin, off.length]).toEqual([method, input, qmin, 0]);
      const offGradient = expectedGradient.filter(
        (value, i) => !(Math.abs(value - (gradient[i] ?? Number.NaN)) < 1e-6),
      );
      expect([method, input, qmin, offGradient.length]).toEqual([method, input, qmin, 0]);
      for (const tensor of [dy, y, dx, ...Object.values(given)]) tensor.dispose();
    }
  });
});
