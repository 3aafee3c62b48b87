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

  it('AdamW takes torch.optim.AdamW’s steps, with the rate and the decay of each parameter', async () => {
    const factors = [
      { name: 'a', rate: 1, decay: 1 },
      { name: 'b', rate: 0.5, decay: 0 },
    ];
    const gradients = [0.3, -0.7, 0.05, 0];
    const specs = factors.map((one) => ({ ...spec, ...one }));
    const store = createParameterStore(specs, { a: tensor1d([1.5]), b: tensor1d([1.5]) });
    const optimizer = optimizers.adamw({ momentum: 0.9, weightDecay: 0.05 });
    for (const value of gradients) {
      const found = new Map(factors.map(({ name }) => [name, tensor1d([value])]));
      optimizer.prepare(store, 0.02);
      optimizer.apply(store, found);
      for (const gradient of found.values()) gradient.dispose();
    }
    for (const { name, rate, decay } of factors) {
      let [w, m, v] = [1.5, 0, 0];
      for (const [i, g] of gradients.entries()) {
        w *= 1 - 0.02 * rate * 0.05 * decay;
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        w -= (0.02 * rate * (m / (1 - 0.9 ** (i + 1)))) / (Math.sqrt(v / (1 - 0.999 ** (i + 1))) + 1e-8);
      }
      expect((await store.get(name).data())[0]).toBeCloseTo(w, 6);
    }
    optimizer.dispose();
    store.dispose();
  });

  it.each([0.5, 10])('clip at a norm of %d as torch.nn.utils.clip_grad_norm_', async (clipNorm) => {
    const before = memory().numTensors;
    const specs = ['a', 'b'].map((name) => ({ ...spec, name, ...shaped([2]) }));
    const store = createParameterStore(specs, { a: tensor1d([0, 0]), b: tensor1d([0, 0]) });
    const optimizer = optimizers.sgd({ momentum: 0, weightDecay: 0, clipNorm });
    const [a, b] = [tensor1d([1, -2]), tensor1d([2, 4])];
    optimizer.prepare(store, 1);
    optimizer.apply(store, new Map(Object.entries({ a, b })));
    // √(1 + 4 + 4 + 16) = 5
    const factor = Math.min(1, clipNorm / (5 + 1e-6));
    for (const [name, gradient] of Object.entries({ a: [1, -2], b: [2, 4] }))
      for (const [i, value] of (await store.get(name).data()).entries())
        expect(value).toBeCloseTo(-factor * (gradient[i] ?? 0), 6);
    for (const tensor of [a, b]) tensor.dispose();
    optimizer.dispose();
    store.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
