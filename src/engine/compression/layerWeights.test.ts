import { beforeAll, describe, expect, it } from 'vitest';
import { build, catalogue } from '../families/catalogue.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import type { Checkpoint } from '../transfer/checkpoint.ts';
import { histogramOf, layerWeights } from './layerWeights.ts';
import { quantise } from './quantising/quantise.ts';
import { batchesOf, insects, shippedNetwork } from './shippedNetwork.ts';

let shipped: Checkpoint;
const layer = 'layer1.0.conv1';

beforeAll(async () => {
  await startWasmInNode();
  shipped = await shippedNetwork();
});

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const required = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('It is not there.');
  return value;
};

describe('the weights of a layer', () => {
  it('are counted, spread and decomposed', async () => {
    const seen = required(await layerWeights(shipped, layer));
    const values = required(shipped.tensors[`${layer}.weight`]).values;
    expect(seen).toMatchObject({ shape: [16, 16, 3, 3], count: 2304, zeros: 0 });
    expect(sum(seen.histogram.counts)).toBe(2304);
    expect(seen.histogram).toMatchObject({ least: Math.min(...values), most: Math.max(...values) });
    expect(seen.mean).toBeCloseTo(sum([...values]) / 2304, 9);
    expect(seen.channels).toHaveLength(16);
    expect(Math.max(...seen.channels)).toBe(Math.max(...values.map(Math.abs)));
    // Their squares add up to those of the weights.
    const squares = sum([...values].map((value) => value ** 2));
    expect(sum(required(seen.singular).map((value) => value ** 2))).toBeCloseTo(squares, 6);
    expect(seen.levels).toBeUndefined();
  });

  it('lose less with more bits, about half with each', async () => {
    const { errors } = required(await layerWeights(shipped, layer));
    expect(errors.map(({ bits }) => bits)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    for (let i = 1; i < errors.length; i++) {
      const ratio = required(errors[i]).share / required(errors[i - 1]).share;
      expect(ratio).toBeGreaterThan(0.35);
      expect(ratio).toBeLessThan(0.65);
    }
  });

  it('of a quantised network are levels, and lose nothing more at its bits', async () => {
    const settings = { bits: 3, activations: 8, ends: 'same' } as const;
    const images = batchesOf(await insects('train', 8), 8);
    const { checkpoint } = await quantise(shipped, settings, { images });
    const seen = required(await layerWeights(checkpoint, layer, shipped));
    // Each of 16 outputs has a grid of its own, of 8 levels, and 0 is in all of them.
    expect(required(seen.levels).length).toBeLessThanOrEqual(16 * 7 + 1);
    expect(sum(required(seen.levels).map(([, count]) => count))).toBe(2304);
    expect(required(seen.levels).map(([value]) => value)).toContain(0);
    const before = required(seen.before);
    expect(before.change).toBeGreaterThan(0.05);
  });

  it('are compared with nothing of another shape, and are none of a layer that is not there', async () => {
    const architecture = catalogue.resnet20.architecture({ classes: 10, imageSize: 32, width: 0.5 });
    const tensors = Object.fromEntries(
      build(architecture).parameters.map(({ name, shape }) => [
        name,
        { shape, values: new Float32Array(shape.reduce((all, length) => all * length, 1)) },
      ]),
    );
    const narrow = { architecture, tensors };
    expect(required(await layerWeights(shipped, layer, narrow)).before).toBeUndefined();
    expect(await layerWeights(shipped, 'layer9.conv1')).toBeUndefined();
    // All of one value: no width, no error, no direction.
    const flat = required(await layerWeights(narrow, layer));
    expect(flat.errors.map(({ share }) => share)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(sum(flat.histogram.counts)).toBe(flat.count);
  });
});

it('a histogram leaves out what lies outside', () => {
  const { counts } = histogramOf(Float32Array.of(-2, -1, 0, 1, 1, 5), -1, 1);
  expect(sum(counts)).toBe(4);
  expect(counts[0]).toBe(1);
  expect(counts.at(-1)).toBe(2);
});
