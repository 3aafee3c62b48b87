/**
 * Batch norm in training, composed, on the backends that Node has: by hand, and against finite differences.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  memory,
  setBackend,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { normaliseBatch } from '../../layers/batchNorm.ts';
import { gradientGaps } from '../../layers/finiteDifferences.ts';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { batchNormTraining } from './batchNorm.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

describe.each(['cpu', 'wasm'] as const)('batch norm in training on %s', (backend) => {
  beforeAll(start[backend]);

  it('adds the residual before the ReLU, and reports the unbiased variance', () => {
    const before = memory().numTensors;
    tidy(() => {
      const { y, mean, variance } = batchNormTraining(
        {
          x: tensor4d([1, 2, 3, 4], [2, 1, 2, 1]),
          gamma: tensor1d([2]),
          beta: tensor1d([1]),
          residual: tensor4d([3, 0, -2, -1], [2, 1, 2, 1]),
        },
        { activation: 'relu', epsilon: 1e-5 },
      );
      // Mean 2.5, biased variance 1.25: x̂ is ∓1.341635 and ∓0.447212, and 2·x̂ + 1 + residual, rectified:
      const expected = [1.31673, 0.105576, 0, 2.68327];
      for (const [i, value] of y.dataSync().entries()) expect(value).toBeCloseTo(expected[i] ?? 0, 4);
      expect(mean.dataSync()[0]).toBeCloseTo(2.5, 6);
      expect(variance.dataSync()[0]).toBeCloseTo(5 / 3, 6);
    });
    expect(memory().numTensors).toBe(before);
  });

  it.each([
    ['relu', true],
    ['relu', false],
    ['linear', true],
    ['linear', false],
  ] as const)('has the gradient of finite differences: %s, residual %s', (activation, residual) => {
    const before = memory().numTensors;
    const image = { shape: [2, 4, 3, 3] };
    const vector = { shape: [3] };
    const f = (x: Tensor, gamma: Tensor, beta: Tensor, added?: Tensor) =>
      normaliseBatch(
        { 'n.weight': gamma, 'n.bias': beta },
        'n',
        x as Tensor4D,
        { activation, residual: added as Tensor4D | undefined },
        { training: true },
      );
    // A step that is small beside the distance of most numbers from the ReLU's kink.
    const gaps = gradientGaps(
      f as (...inputs: Tensor[]) => Tensor,
      [image, vector, vector, ...(residual ? [image] : [])],
      2e-3,
    );
    expect(gaps).toHaveLength(residual ? 4 : 3);
    for (const { input, gap } of gaps) expect(gap, `input ${input}`).toBeLessThan(5e-3);
    expect(memory().numTensors).toBe(before);
  });
});
