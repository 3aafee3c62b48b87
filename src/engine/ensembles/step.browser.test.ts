/**
 * Weights of several teachers in a step on WebGPU, against the cpu backend.
 */

import '@tensorflow/tfjs-backend-cpu';
import { setBackend, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { minNormWeights } from '../ops/minNormWeights/minNormWeights.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { gpuIsHere, startGpuInBrowser } from '../ops/webgpu/startGpuInBrowser.ts';
import { combineLogits } from './combining.ts';

const stream = random(5);
const rows = (count: number, columns: number) =>
  Array.from({ length: count }, () => Array.from({ length: columns }, () => 2 * stream.normal()));
const [teachers, student] = [[rows(6, 5), rows(6, 5), rows(6, 5)], rows(6, 5)];
const labels = rows(6, 5).map((_, n) => [0, 1, 2, 3, 4].map((k) => Number(k === n % 5)));
const vectors = rows(8, 40);

const combined = (rule: 'entropy' | 'confidence' | 'aekd' | 'aekd-normalised') =>
  combineLogits(
    teachers.map((z): Tensor2D => tensor2d(z)),
    { rule, shares: [0.2, 0.3, 0.5], temperature: 3, nu: 0.5 },
    { labels: tensor2d(labels), student: tensor2d(student) },
  ).data();

describe.skipIf(!gpuIsHere)('on webgpu (skipped without an adapter)', () => {
  beforeAll(async () => {
    registerKernels('cpu');
    await startGpuInBrowser();
  });

  it.each(['entropy', 'confidence', 'aekd', 'aekd-normalised'] as const)(
    'teachers by %s are those of the cpu',
    async (rule) => {
      const found = await combined(rule);
      await setBackend('cpu');
      const expected = await combined(rule);
      await setBackend('webgpu');
      found.forEach((value, i) => {
        expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(2e-4);
      });
    },
  );

  it.each([true, false])(
    'weights of eight vectors are those of the cpu (normalised: %s)',
    async (normalised) => {
      const solve = () => minNormWeights(tensor2d(vectors), { most: 0.2, normalised }).data();
      const found = await solve();
      await setBackend('cpu');
      const expected = await solve();
      await setBackend('webgpu');
      found.forEach((value, i) => {
        expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(2e-4);
      });
    },
  );
});
