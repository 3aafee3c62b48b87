import { describe, expect, it } from 'vitest';
import type { LayerForm } from '../../spec/network/layerForms.ts';
import type { HostParameters } from '../layers/hostParameters.ts';
import { catalogue } from './catalogue.ts';
import { storedSize } from './storedSize.ts';
import { layersOf, withForms } from './withForms.ts';

const model = catalogue.mlp.build({ classes: 3, imageSize: 4, width: 0.1 });
const layers = layersOf(model.parameters);
const [first] = layers;
const [inputs = 0, outputs = 0] = first?.weight.shape ?? [];

/** All tensors of a network whose first layer has the form, with numbers that count up from 1. */
function tensorsOf(form: LayerForm): HostParameters {
  return Object.fromEntries(
    withForms(model, { [first?.name ?? '']: form }).parameters.map(({ name, shape }) => {
      const length = shape.reduce((product, one) => product * one, 1);
      return [name, { shape, values: Float32Array.from({ length }, (_, i) => i + 1) }];
    }),
  );
}

function storedOf(form: LayerForm, change: (values: Float32Array, name: string) => Float32Array | undefined) {
  const tensors = Object.fromEntries(
    Object.entries(tensorsOf(form)).map(([name, { shape, values }]) => [
      name,
      { shape, values: change(values, name) ?? values },
    ]),
  );
  return storedSize(layers, { [first?.name ?? '']: form }, tensors);
}

const all = layers.reduce(
  (sum, { weight }) => sum + weight.shape.reduce((product, one) => product * one, 1),
  0,
);
const count = inputs * outputs;
const whole = storedOf({ kind: 'dense' }, () => undefined);
/** Bytes of all but the first layer's weight. */
const rest = whole.bytes - 4 * count;
const meanBits = (bits: number) => (count * bits + (all - count) * 32) / all;

describe('the stored size', () => {
  it('of a dense network is 4 bytes a number', () => {
    const numbers = model.parameters.reduce(
      (sum, { shape }) => sum + shape.reduce((product, one) => product * one, 1),
      0,
    );
    expect(whole).toEqual({ bytes: 4 * numbers, bits: 32, sparsity: 0 });
    expect(
      storedOf({ kind: 'dense' }, (values, name) =>
        name === first?.weight.name ? values.fill(0) : undefined,
      ),
    ).toEqual({ bytes: 4 * numbers, bits: 32, sparsity: count / all });
  });

  it('of masked weights is a bit for each and 4 bytes for what is left, or 4 bytes each where that is less', () => {
    const keeping = (share: number) =>
      storedOf({ kind: 'masked' }, (values, name) =>
        name.endsWith('mask') ? values.map((_, i) => Number(i < share * count)) : undefined,
      );
    const half = keeping(0.5);
    expect(half.bytes).toBe(rest + Math.ceil(count / 8) + 4 * (count / 2));
    expect(half.bits).toBeCloseTo(meanBits(17), 9);
    expect(half.sparsity).toBeCloseTo(count / 2 / all, 9);
    expect(keeping(1)).toEqual(whole);
  });

  it('of a product of two matrices is that of the two', () => {
    const rank2 = storedOf({ kind: 'lowRank', rank: 2 }, (values, name) =>
      // One row of A, and one column of B.
      name.endsWith('left')
        ? values.map((value, i) => (i < 2 ? 0 : value))
        : name.endsWith('right')
          ? values.map((value, i) => (i % outputs === 0 ? 0 : value))
          : undefined,
    );
    expect(rank2.bytes).toBe(rest + 4 * 2 * (inputs + outputs));
    expect(rank2.bits).toBeCloseTo(meanBits((32 * 2 * (inputs + outputs)) / count), 9);
    expect(rank2.sparsity).toBeCloseTo((inputs + outputs - 1) / all, 9);
  });

  it('of shared weights is an index for each and the shared values', () => {
    const of = (entries: number) =>
      storedOf({ kind: 'codebook', entries }, (values, name) => {
        if (name.endsWith('index')) return values.map((_, i) => i % entries);
        return name.endsWith('codebook') ? values.map((_, i) => i) : undefined;
      });
    expect(of(16).bytes).toBe(rest + Math.ceil(count / 2) + 4 * 16);
    expect(of(17).bytes).toBe(rest + Math.ceil((5 * count) / 8) + 4 * 17);
    expect(of(1).bytes).toBe(rest + Math.ceil(count / 8) + 4);
    expect(of(16).bits).toBeCloseTo(meanBits(4), 9);
    expect(of(16).sparsity).toBeCloseTo(Math.ceil(count / 16) / all, 9);
  });

  it('of quantised weights is a level for each, a scale for each output, and the input’s grid', () => {
    const form = { kind: 'fakeQuantised', bits: 3, activationBits: 8 } as const;
    const three = storedOf(form, (values, name) =>
      name.endsWith('weight_scale') ? values.fill(3) : undefined,
    );
    const bias = first?.bias ? 0 : 4 * outputs;
    expect(three.bytes).toBe(rest + bias + Math.ceil((3 * count) / 8) + 4 * outputs + 4 + 1);
    expect(three.bits).toBeCloseTo(meanBits(3), 9);
    // Half of a level of 3 is not reached by 1 alone.
    expect(three.sparsity).toBeCloseTo(1 / all, 9);
  });
});
