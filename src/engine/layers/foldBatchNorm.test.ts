/**
 * A folded network computes what the network itself does, on the CPU backend.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, type Tensor4D, tensor, tensor1d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { catalogue } from '../families/catalogue.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { foldBatchNorm } from './foldBatchNorm.ts';
import { type ParameterSpec, type Parameters, shaped } from './parameters.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

/** Parameters and running statistics that no fold could get right by leaving one out. */
function anyParameters(specs: readonly ParameterSpec[]): Parameters {
  const stream = random(2, 'fold');
  return Object.fromEntries(
    specs.map(({ name, shape }) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const value = name.endsWith('running_var') ? () => stream.between(0.5, 2) : () => 0.3 * stream.normal();
      return [name, tensor(Float32Array.from({ length: size }, value), [...shape])];
    }),
  );
}

describe('foldBatchNorm', () => {
  it.each(['resnet8', 'mobilenet', 'cnn', 'mlp'] as const)('leaves the logits of %s as they are', (name) => {
    const before = memory().numTensors;
    const model = catalogue[name].build({ classes: 4, imageSize: 9, width: 0.5 });
    const parameters = anyParameters(model.parameters);
    const folded = foldBatchNorm(model.parameters, parameters);
    expect(Object.keys(folded).some((key) => key.includes('running'))).toBe(false);
    const logits = (from: Parameters) =>
      tidy(() => {
        const stream = random(3, 'pictures');
        const pixels = Float32Array.from({ length: 2 * 9 * 9 * 3 }, () => stream.normal());
        const images: Tensor4D = tensor4d(pixels, [2, 9, 9, 3]);
        return Array.from(model.forward(from, images, { training: false }).dataSync());
      });
    const expected = logits(parameters);
    for (const parameter of Object.values(parameters)) parameter.dispose();
    const largest = Math.max(...expected.map(Math.abs));
    expect(largest).toBeGreaterThan(0.01);
    // Float32 rounding: 1e-5 of the largest logit.
    for (const [i, logit] of logits(folded).entries()) {
      expect(Math.abs(logit - (expected[i] ?? Number.NaN)) / largest).toBeLessThan(1e-5);
    }
    for (const parameter of Object.values(folded)) parameter.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('scales each output channel of a filter, and each channel of a depthwise one', () => {
    const filter = { role: 'trainable', initial: { kind: 'constant', value: 1 }, normalisedBy: 'n' } as const;
    // γ/√(σ² + ε) = 2 and 3 to five digits, shift = β − μ·scale = 10 − 1·2 and 10 − 1·3.
    const norm = () => ({
      'n.weight': tensor1d([2, 3]),
      'n.bias': tensor1d([10, 10]),
      'n.running_mean': tensor1d([1, 1]),
      'n.running_var': tensor1d([1, 1]),
    });
    const folds = (kind: 'conv' | 'depthwise', shape: [number, number, number, number], values: number[]) =>
      tidy(() => {
        const spec: ParameterSpec = { name: 'c.weight', kind, ...shaped(shape), ...filter };
        const folded = foldBatchNorm([spec], { 'c.weight': tensor4d(values, shape), ...norm() });
        expect(Object.keys(folded)).toEqual(['c.weight', 'n.shift']);
        return Object.values(folded).map((parameter) => Array.from(parameter.dataSync()));
      });
    const near = (rows: number[][]) => rows.map((row) => row.map((value) => expect.closeTo(value, 3)));
    expect(folds('conv', [1, 1, 2, 2], [1, 1, 5, 5])).toEqual(
      near([
        [2, 3, 10, 15],
        [8, 7],
      ]),
    );
    expect(folds('depthwise', [2, 1, 2, 1], [1, 1, 5, 5])).toEqual(
      near([
        [2, 3, 10, 15],
        [8, 7],
      ]),
    );
  });
});
