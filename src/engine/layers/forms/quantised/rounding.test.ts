/**
 * Weights that are rounded stochastically while they learn: to one of two levels, without bias, and to the nearest where nothing learns.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  dispose,
  grads,
  mul,
  setBackend,
  sum,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../../base/random.ts';
import type { LayerFormOf } from '../../../../spec/network/layerForms.ts';
import { registerKernels } from '../../../ops/registerKernels.ts';
import { startWasmInNode } from '../../../ops/wasmInNode.ts';
import type { DenseLayer } from '../form.ts';
import { weightStepName } from './lsq.ts';
import { quantised } from './quantised.ts';
import { roundingCounterName } from './rounding.ts';

type Form = LayerFormOf<'quantised'>;
type Method = NonNullable<Form['weights']>['method'];

const shape = [2, 2, 2, 3] as const;
const layer: DenseLayer = {
  name: 'conv',
  weight: {
    ...{ name: 'conv.weight', kind: 'conv', role: 'trainable', axes: shape, shape },
    initial: { kind: 'constant', value: 0 },
  },
  bias: undefined,
  norm: undefined,
};
const weights = (() => {
  const stream = random(11, 'rounding');
  return Array.from({ length: 24 }, () => Math.fround(0.3 * stream.normal()));
})();
const step = 0.25;
const counterOf = (count: number) => tensor1d([77, count]);

const formOf = (method: Method, rounding?: 'stochastic'): Form => ({
  kind: 'quantised',
  weights: { method, bits: 3, per: 'tensor', ...(rounding ? { rounding } : {}) },
});

/** What the layer works with, in step `count` of training or in evaluation. */
function used(form: Form, training: boolean, count = 0): number[] {
  return tidy(() => {
    const parameters = {
      'conv.weight': tensor4d(weights, [...shape]),
      [weightStepName('conv')]: tensor1d([step]),
      [roundingCounterName('conv')]: counterOf(count),
    };
    return Array.from(quantised.weight(parameters, layer, form, training).dataSync());
  });
}

/** Where the weights lie on each method's grid before they are rounded, and how far apart its levels are. */
const most = Math.max(...weights.map(Math.abs));
const mostTanh = Math.tanh(most);
const grids: Readonly<
  Record<'lsq' | 'plain' | 'dorefa', { readonly exact: number[]; readonly unit: number }>
> = {
  lsq: {
    exact: weights.map((value) => Math.min(Math.max(value, -4 * step), 3 * step)),
    unit: step,
  },
  plain: {
    exact: weights.map((value) => Math.min(value, 3 * ((2 * most) / 7))),
    unit: (2 * most) / 7,
  },
  dorefa: { exact: weights.map((value) => Math.tanh(value) / mostTanh), unit: 2 / 7 },
};
const methods = Object.keys(grids) as (keyof typeof grids)[];

async function onCpu() {
  await setBackend('cpu');
  registerKernels('cpu');
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(backend === 'cpu' ? onCpu : startWasmInNode);

  it.each(methods)('%s gives the level below or above, and the weight in the mean', (method) => {
    const { exact, unit } = grids[method];
    const form = formOf(method, 'stochastic');
    const draws = 1500;
    const means = new Float64Array(24);
    let furthest = 0;
    for (let count = 0; count < draws; count++) {
      used(form, true, count).forEach((value, i) => {
        means[i] = (means[i] ?? 0) + value / draws;
        furthest = Math.max(furthest, Math.abs(value - (exact[i] ?? 0)));
      });
    }
    expect(furthest).toBeLessThan(unit * (1 + 1e-5));
    const nearest = used(form, false);
    // The variance of a draw between two levels is unit²·p(1 − p), a quarter at most: 4.5 standard errors for 24 weights.
    means.forEach((mean, i) => {
      expect(Math.abs(mean - (exact[i] ?? Number.NaN)), `${i}`).toBeLessThan(
        (4.5 * unit) / 2 / Math.sqrt(draws),
      );
    });
    const moved = means.filter((mean, i) => Math.abs(mean - (nearest[i] ?? 0)) > unit / 20);
    expect(moved.length).toBeGreaterThan(10);
  });

  it.each(methods)('%s is evaluated on the nearest levels, and says the same of the same step', (method) => {
    const form = formOf(method, 'stochastic');
    const nearest = used(formOf(method), true);
    expect(used(form, false, 5)).toEqual(nearest);
    expect(used(form, true, 5)).toEqual(used(form, true, 5));
    expect(used(form, true, 5)).not.toEqual(used(form, true, 6));
    expect(used(form, true, 5)).not.toEqual(nearest);
  });

  it.each(methods)('%s passes the gradient to the weights that the nearest levels pass', (method) => {
    const slopes = tensor4d(
      weights.map((_, i) => Math.sin(1 + 3 * i)),
      [...shape],
    );
    const slopeOf = (form: Form) => {
      const beside = {
        [weightStepName('conv')]: tensor1d([step]),
        [roundingCounterName('conv')]: counterOf(9),
      };
      const x = tensor4d(weights, [...shape]);
      const [found] = grads((w: Tensor) =>
        sum(mul(quantised.weight({ ...beside, 'conv.weight': w }, layer, form, true), slopes)),
      )([x]) as [Tensor4D];
      const values = Array.from(found.dataSync());
      dispose([x, found, ...Object.values(beside)]);
      return values;
    };
    expect(slopeOf(formOf(method, 'stochastic'))).toEqual(slopeOf(formOf(method)));
    slopes.dispose();
  });
});

it('has a counter beside the weight only where it rounds stochastically, which takes no bytes in files', () => {
  const names = (form: Form) => quantised.specs(layer, form).map(({ name }) => name);
  expect(names(formOf('plain'))).toEqual(['conv.weight']);
  expect(names(formOf('plain', 'stochastic'))).toEqual(['conv.weight', 'conv.rounding_counter']);
  const tensors = { 'conv.weight': { shape, values: Float32Array.from(weights) } };
  expect(quantised.stored(layer, formOf('plain', 'stochastic'), tensors)).toEqual(
    quantised.stored(layer, formOf('plain'), tensors),
  );
});
