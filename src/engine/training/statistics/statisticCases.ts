/**
 * Statistics that are not batch norm's, in training on any backend, for tests.
 */
import { keep, max, mean, min, mul, type Rank, reshape } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { random } from '../../../base/random.ts';
import type { Model, Part } from '../../families/model.ts';
import { chained } from '../../families/parts.ts';
import type { ParameterSpec, Statistic } from '../../layers/parameters.ts';
import { shaped } from '../../layers/parameters.ts';
import { noise, type TinyTrained, tinyNetwork } from '../trainingForTests.ts';

const buffer = (name: string, statistic: Statistic): ParameterSpec => ({
  ...{ name, kind: 'vector', ...shaped([1]), role: 'buffer', statistic },
  initial: { kind: 'constant', value: 0 },
});

/** Lets images through, and observes them as a quantised layer would its input. */
const observer: Part = {
  ...{ name: 'observer', stage: 'observer' },
  parameters: [
    buffer('input.min_val', { update: 'least' }),
    buffer('input.max_val', { update: 'greatest' }),
    buffer('input.mean', { update: 'mean', share: 0.25 }),
  ],
  run(_, x, { training, observe }) {
    if (training && observe) {
      for (const [name, of] of Object.entries({ min_val: min, max_val: max, mean })) {
        // Kept, because who observes owns it.
        observe(`input.${name}`, keep(reshape<Rank.R1>(of(x), [1])));
      }
    }
    return mul(x, 1);
  },
};

export const observedNetwork: Model = {
  ...tinyNetwork,
  ...chained([observer, ...tinyNetwork.parts], tinyNetwork),
};

/** @param trained one epoch of `observedNetwork`. */
export function expectObserved({ tensors: [tensors] }: TinyTrained): void {
  const source = noise(14, 1);
  const all = source.fill(
    Int32Array.from({ length: 14 }, (_, i) => i),
    new Uint32Array(14),
  );
  const value = (name: string) => tensors?.[name]?.values[0] ?? Number.NaN;
  // The least and the greatest of all images are those of their mirror images.
  expect(value('input.min_val')).toBeCloseTo(Math.min(...all), 5);
  expect(value('input.max_val')).toBeCloseTo(Math.max(...all), 5);
  const order = random(9).fork('shuffle').fork(1).permutation(14);
  let running = 0;
  for (let from = 0; from < 14; from += 5) {
    const indices = order.subarray(from, from + 5);
    const pixels = source.fill(indices, new Uint32Array(indices.length));
    const batch = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
    running += 0.25 * (batch - running);
  }
  expect(value('input.mean')).toBeCloseTo(running, 5);
}
