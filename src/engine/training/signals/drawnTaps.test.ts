/**
 * What layers show of their inside, held against plain loops: the output follows from it.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  dispose,
  randomNormal,
  setBackend,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { initialise } from '../../layers/initialise.ts';
import { involution, involutionSpecs } from '../../layers/involution/involution.ts';
import { tappedAttention } from '../../layers/transformer/attention.ts';
import { sequencePool } from '../../layers/transformer/tokens.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { drawnOn, drawnTapsOf } from './drawnTaps.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

/** A context that listens for one name, and what was heard. */
function listening(name: string) {
  const heard: { values: Float32Array } = { values: new Float32Array() };
  const tap = (_: string, given: Tensor) => {
    heard.values = Float32Array.from(given.dataSync());
  };
  return { heard, context: { training: false, tap, listens: (one: string) => one === name } };
}

function expectClose(values: ArrayLike<number>, wanted: readonly number[]) {
  expect(values).toHaveLength(wanted.length);
  for (const [i, value] of wanted.entries()) expect(values[i]).toBeCloseTo(value, 4);
}

it('attention’s probabilities times the values are its output, and softmax of q·kᵀ/√d', () => {
  const [tokens, heads, width] = [3, 2, 4];
  const qkv = randomNormal([1, tokens, 3 * heads * width], 0, 1, 'float32', 5) as Tensor3D;
  const { heard, context } = listening('attn');
  const y = tappedAttention('attn', qkv, { heads, width }, context);
  const numbers = qkv.dataSync();
  const at = (n: number, part: number, h: number, d: number) =>
    numbers[((n * 3 + part) * heads + h) * width + d] ?? 0;
  const each = (count: number) => Array.from({ length: count }, (_, i) => i);
  const dot = (h: number, n: number, m: number) =>
    each(width).reduce((sum, d) => sum + at(n, 0, h, d) * at(m, 1, h, d), 0) / Math.sqrt(width);
  const shares = each(heads).map((h) =>
    each(tokens).map((n) => {
      const scores = each(tokens).map((m) => Math.exp(dot(h, n, m)));
      const total = scores.reduce((sum, score) => sum + score, 0);
      return scores.map((score) => score / total);
    }),
  );
  expectClose(heard.values, shares.flat(2));
  const wanted = each(tokens).flatMap((n) =>
    each(heads).flatMap((h) =>
      each(width).map((d) =>
        each(tokens).reduce((sum, m) => sum + (shares[h]?.[n]?.[m] ?? 0) * at(m, 2, h, d), 0),
      ),
    ),
  );
  expectClose(y.dataSync(), wanted);
  dispose([qkv, y]);
});

it('weights of sequence pooling times the tokens are what is pooled', () => {
  const x = randomNormal([1, 3, 2], 0, 1, 'float32', 6) as Tensor3D;
  const parameters = {
    'pool.weight': randomNormal([2, 1], 0, 1, 'float32', 7),
    'pool.bias': randomNormal([1], 0, 1, 'float32', 8),
  };
  const { heard, context } = listening('pool');
  const y = sequencePool(parameters, 'pool', x, context);
  const numbers = x.dataSync();
  const pooled = [0, 1].map((d) =>
    heard.values.reduce((sum, share, n) => sum + share * (numbers[n * 2 + d] ?? 0), 0),
  );
  expect(heard.values.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  expectClose(y.dataSync(), pooled);
  dispose([x, y, ...Object.values(parameters)]);
});

it('an involution’s kernel at a place times the window there is its output', () => {
  const [size, kernel, channels] = [4, 3, 16];
  const shape = {
    ...{ kernel, groups: { space: 'g', channels: 1 }, reduced: { space: 'r', channels: 4 } },
  };
  const parameters = initialise(involutionSpecs('inv', shape), random(3));
  const x = randomNormal([1, size, size, channels], 0, 1, 'float32', 9) as Tensor4D;
  const { heard, context } = listening('inv');
  const y = involution(parameters, 'inv', x, 1, context);
  const numbers = x.dataSync();
  const pixel = (row: number, column: number, c: number) =>
    row < 0 || column < 0 || row >= size || column >= size
      ? 0
      : (numbers[(row * size + column) * channels + c] ?? 0);
  const wanted: number[] = [];
  for (let place = 0; place < size * size; place++) {
    const [row, column] = [Math.floor(place / size), place % size];
    const mine = heard.values.subarray(place * kernel ** 2, (place + 1) * kernel ** 2);
    for (let c = 0; c < channels; c++) {
      wanted.push(
        mine.reduce(
          (sum, weight, i) =>
            sum + weight * pixel(row + Math.floor(i / kernel) - 1, column + (i % kernel) - 1, c),
          0,
        ),
      );
    }
  }
  expectClose(y.dataSync(), wanted);
  dispose([x, y, ...Object.values(parameters)]);
});

it('a network says which taps lie on the picture, with their numbers', async () => {
  const options = { classes: 3, imageSize: 8, width: 1 / 3, distillationTokens: 1 };
  const model = build(catalogue['vit-tiny'].architecture(options));
  const parameters = initialise(model.parameters, random(4));
  const taps = drawnTapsOf(model);
  expect(taps[0]).toEqual({
    ...{ kind: 'attention', name: 'blocks.0.attn', heads: 1, first: 2, grid: 2, covered: 8 },
  });
  const images = tensor4d(new Float32Array(8 * 8 * 3).fill(0.5), [1, 8, 8, 3]);
  const drawn = await drawnOn({ model, parameters }, images, taps);
  expect(drawn).toHaveLength(6);
  for (const { shape } of drawn) expect(shape).toEqual([1, 1, 6, 6]);
  dispose([images, ...Object.values(parameters)]);
});
