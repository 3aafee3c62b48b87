import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ParameterSpec, shaped } from '../layers/parameters.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { optimizers } from './optimizers.ts';
import { createParameterStore } from './parameterStore.ts';

const spec: ParameterSpec = {
  name: 'w',
  kind: 'vector',
  ...shaped([1]),
  role: 'trainable',
  initial: { kind: 'constant', value: 1 },
};

/** One weight that starts at 1, moved by these gradients at rate 0.1; its value after each step. */
async function path(name: 'sgd' | 'adam', weightDecay: number, gradients: readonly number[]) {
  const store = createParameterStore([spec], { w: tensor1d([1]) });
  const optimizer = optimizers[name]({ momentum: 0.9, weightDecay });
  const values: number[] = [];
  for (const value of gradients) {
    const gradient = tensor1d([value]);
    optimizer.prepare(store, 0.1);
    optimizer.apply(store, new Map([['w', gradient]]));
    gradient.dispose();
    values.push((await store.get('w').data())[0] ?? Number.NaN);
  }
  optimizer.dispose();
  store.dispose();
  return values;
}

describe('optimizers', () => {
  beforeAll(async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  });

  it('Adam takes the steps of its paper, by hand', async () => {
    const before = memory().numTensors;
    const [first, second] = await path('adam', 0, [0.1, -0.2]);
    // m̂ = 0.1, v̂ = 0.01: a whole step of 0.1.
    expect(first).toBeCloseTo(0.9, 6);
    // m = −0.011, v = 4.999e-5; m̂ = m/0.19 = −0.0578947, √v̂ = √(v/0.001999) = 0.158138.
    expect(second).toBeCloseTo(0.9 + (0.1 * 0.0578947) / 0.158138, 6);
    // Weight decay joins the gradient, as in torch.optim.Adam: its first step is a whole one, whatever the gradient's size.
    expect((await path('adam', 0.5, [0.1]))[0]).toBeCloseTo(0.9, 6);
    expect(memory().numTensors).toBe(before);
  });

  it('SGD accumulates velocity from nothing, as torch.optim.SGD', async () => {
    const [first, second] = await path('sgd', 0.5, [0.1, -0.2]);
    // v = 0.1 + 0.5·1 = 0.6; w = 0.94. v = 0.54 − 0.2 + 0.47 = 0.81; w = 0.859.
    expect(first).toBeCloseTo(0.94, 6);
    expect(second).toBeCloseTo(0.859, 6);
  });
});
