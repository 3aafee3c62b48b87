/**
 * The depthwise network: its size by hand, and a training step on wasm against the CPU backend with stock kernels.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  grads,
  logSoftmax,
  memory,
  mul,
  neg,
  setBackend,
  sub,
  sum,
  type Tensor,
  type Tensor4D,
  tensor2d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { cardOf } from './card.ts';
import { catalogue } from './catalogue.ts';

describe('the size of mobilenet', () => {
  it('is that of its convolutions, norms and classifier, added up by hand', () => {
    const { parameters, multiplyAdds } = cardOf('mobilenet', { classes: 10, imageSize: 32, width: 1 });
    const depthwise = 9 * (16 + 32 + 64 + 64 + 128 + 128);
    const pointwise = 16 * 32 + 32 * 64 + 64 * 64 + 64 * 128 + 128 * 128 + 128 * 128;
    const norms = 2 * (16 + (16 + 32) + (32 + 64) + (64 + 64) + (64 + 128) + (128 + 128) + (128 + 128));
    expect(parameters).toBe(9 * 3 * 16 + depthwise + pointwise + norms + 128 * 10 + 10);
    // Pixels after each block: 32², 16², 16², 8², 4², 4².
    const blocks =
      1024 * 16 * (9 + 32) +
      256 * 32 * (9 + 64) +
      256 * 64 * (9 + 64) +
      64 * 64 * (9 + 128) +
      16 * 128 * (9 + 128) * 2;
    expect(multiplyAdds).toBe(1024 * 27 * 16 + blocks + 1280);
  });
});

describe('a step of gradient descent', () => {
  const model = catalogue.mobilenet.build({ classes: 4, imageSize: 17, width: 0.4 });
  const trained = model.parameters.filter(({ role }) => role === 'trainable');

  /** All weights after a step on the current backend, by name. */
  function stepped(): ReadonlyMap<string, Float32Array> {
    const moved = new Map<string, Float32Array>();
    tidy(() => {
      const stream = random(6, 'pictures');
      const pixels = Float32Array.from({ length: 6 * 17 * 17 * 3 }, () => stream.normal());
      const images: Tensor4D = tensor4d(pixels, [6, 17, 17, 3]);
      const labels = tensor2d(
        Array.from({ length: 24 }, (_, i) => (i % 5 === 0 ? 1 / 6 : 0)),
        [6, 4],
      );
      const parameters = initialise(model.parameters, random(7));
      const loss = (...given: Tensor[]) => {
        const weights = {
          ...parameters,
          ...Object.fromEntries(trained.map(({ name }, i) => [name, given[i]])),
        };
        const logits = model.forward(weights as typeof parameters, images, { training: true });
        return neg(sum(mul(labels, logSoftmax(logits))));
      };
      const start = trained.map(({ name }) => parameters[name] as Tensor);
      const gradients = grads(loss)(start);
      for (const [i, { name }] of trained.entries()) {
        const step = mul(gradients[i] as Tensor, 0.1);
        moved.set(name, Float32Array.from(sub(start[i] as Tensor, step).dataSync()));
      }
    });
    return moved;
  }

  it('is the same on wasm and on the cpu backend with stock kernels', async () => {
    await setBackend('cpu');
    registerKernels('cpu', 'stock');
    const expected = stepped();
    await startWasmInNode();
    for (const choice of ['ours', 'stock'] as const) {
      registerKernels('wasm', choice);
      const before = memory().numTensors;
      const found = stepped();
      expect(memory().numTensors).toBe(before);
      for (const [name, values] of expected) {
        const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        // Roundings pass through thirteen normalisations of few numbers.
        for (const [i, value] of (found.get(name) ?? values.map(() => Number.NaN)).entries()) {
          expect(Math.abs(value - (values[i] as number)) / largest, name).toBeLessThan(1e-4);
        }
      }
    }
    registerKernels('wasm');
  });
});
