/**
 * One training step of a tiny ResNet-8 on every backend that this browser has: the same loss, the same gradients, the
 * same running statistics, and no tensor left behind. WebGPU runs on a software adapter here, which is why all is tiny.
 */
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import {
  getBackend,
  memory,
  mul,
  sum,
  type Tensor,
  type Tensor4D,
  tensor,
  tensor4d,
  tidy,
  valueAndGrads,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { BackendName } from '../../spec/choices.ts';
import { catalogue } from '../families/catalogue.ts';
import { initialise } from '../layers/initialise.ts';
import { chooseBackend } from './chooseBackend.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': plainWasm,
  'tfjs-backend-wasm-simd.wasm': simdWasm,
};

/** Everything that a step computes, by name, on the CPU. */
type Numbers = Readonly<Record<string, Float32Array>>;

const size = 9;
const batch = 3;
const classes = 4;

async function step(name: BackendName): Promise<{ numbers: Numbers; leaked: number }> {
  await chooseBackend(name, { wasmPaths });
  expect(getBackend()).toBe(name);
  const start = memory().numTensors;
  const stream = random(11, 'backends');
  const model = catalogue.resnet8.build({ classes, imageSize: size, width: 0.3 });
  const parameters = initialise(model.parameters, stream);
  const images = tensor4d(
    Float32Array.from({ length: batch * size * size * 3 }, () => stream.normal()),
    [batch, size, size, 3],
  ) as Tensor4D;
  const weights = tensor(
    Float32Array.from({ length: batch * classes }, () => stream.normal()),
    [batch, classes],
  );

  const trained = model.parameters.filter(({ role }) => role === 'trainable').map((spec) => spec.name);
  const results: Record<string, Tensor> = {};
  const loss = (...values: Tensor[]) => {
    const current = {
      ...parameters,
      ...Object.fromEntries(trained.map((key, i) => [key, values[i] as Tensor])),
    };
    const logits = model.forward(current, images, {
      training: true,
      observe: (key, statistic) => {
        results[key] = statistic;
      },
    });
    return sum(mul(logits, weights));
  };
  const { value, grads } = valueAndGrads(loss)(trained.map((key) => parameters[key] as Tensor));
  results.loss = value;
  for (const [i, key] of trained.entries()) results[`d ${key}`] = grads[i] as Tensor;
  results.evaluation = tidy(() => model.forward(parameters, images, { training: false }));

  const numbers: Record<string, Float32Array> = {};
  for (const [key, result] of Object.entries(results)) numbers[key] = Float32Array.from(await result.data());
  for (const tensor of [...Object.values(results), ...Object.values(parameters), images, weights])
    tensor.dispose();
  return { numbers, leaked: memory().numTensors - start };
}

describe('one step of a tiny ResNet-8', () => {
  let expected: Numbers = {};
  beforeAll(async () => {
    const { numbers, leaked } = await step('cpu');
    expect(leaked).toBe(0);
    expected = numbers;
  });

  it.each(['wasm', 'webgpu'] as const)('is the same on %s as on cpu', async (name) => {
    if (name === 'webgpu' && !(await navigator.gpu?.requestAdapter())) {
      console.info('Skipped: this browser has no WebGPU adapter, not even a software one.');
      return;
    }
    const { numbers, leaked } = await step(name);
    expect(leaked).toBe(0);
    expect(Object.keys(numbers)).toEqual(Object.keys(expected));
    for (const [key, values] of Object.entries(expected)) {
      const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0.01);
      const gap = values.reduce(
        (most, v, i) => Math.max(most, Math.abs(v - (numbers[key]?.[i] ?? Number.NaN))),
        0,
      );
      expect(gap / scale, key).toBeLessThan(2e-3);
    }
  });
});
