/**
 * Layers against finite differences and small cases done by hand, on the CPU backend.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  fill,
  memory,
  setBackend,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { batchNorm, batchNormSpecs } from './batchNorm.ts';
import { conv2d, convolvedLength } from './conv2d.ts';
import { convBatchNorm } from './convBatchNorm.ts';
import { depthwiseBatchNorm } from './depthwiseBatchNorm.ts';
import { gradientGaps } from './finiteDifferences.ts';
import type { ForwardContext } from './forwardContext.ts';
import { globalAveragePool } from './globalAveragePool.ts';
import { initialise } from './initialise.ts';
import { linear } from './linear.ts';
import { shaped } from './parameters.ts';
import { shortcut } from './shortcut.ts';

const training: ForwardContext = { training: true };
const evaluation: ForwardContext = { training: false };

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

function norm(weight: Tensor, bias: Tensor) {
  const channels = weight.size;
  return {
    'n.weight': weight,
    'n.bias': bias,
    'n.running_mean': fill([channels], 0.3),
    'n.running_var': fill([channels], 1.7),
  };
}

describe('gradients agree with finite differences', () => {
  const image = { shape: [2, 5, 4, 2] };
  const filter = { shape: [3, 3, 2, 3] };
  const vector = { shape: [2] };
  const cases: [string, (...inputs: Tensor[]) => Tensor, { shape: number[] }[]][] = [
    [
      'conv2d',
      (x, w) => conv2d({ 'c.weight': w as Tensor }, 'c', x as Tensor4D, { stride: 1, padding: 1 }),
      [image, filter],
    ],
    [
      'conv2d, stride 2',
      (x, w) => conv2d({ 'c.weight': w as Tensor }, 'c', x as Tensor4D, { stride: 2, padding: 1 }),
      [image, filter],
    ],
    [
      'linear',
      (x, w, b) => linear({ 'l.weight': w as Tensor, 'l.bias': b as Tensor }, 'l', x as Tensor2D),
      [{ shape: [3, 4] }, { shape: [4, 2] }, { shape: [2] }],
    ],
    [
      'batch norm in training',
      (x, w, b) => batchNorm(norm(w as Tensor, b as Tensor), 'n', x as Tensor4D, training),
      [image, vector, vector],
    ],
    [
      'batch norm in evaluation',
      (x, w, b) => batchNorm(norm(w as Tensor, b as Tensor), 'n', x as Tensor4D, evaluation),
      [image, vector, vector],
    ],
    [
      'convolution, batch norm, shortcut and ReLU in training',
      (x, f, w, b, residual) =>
        convBatchNorm(
          { 'c.weight': f as Tensor, ...norm(w as Tensor, b as Tensor) },
          { conv: 'c', norm: 'n' },
          x as Tensor4D,
          { stride: 1, padding: 1, activation: 'relu', residual: residual as Tensor4D },
          training,
        ),
      [image, { shape: [3, 3, 2, 2] }, vector, vector, image],
    ],
    [
      'depthwise convolution and batch norm, stride 2',
      (x, f, w, b) =>
        depthwiseBatchNorm(
          { 'c.weight': f as Tensor, ...norm(w as Tensor, b as Tensor) },
          { conv: 'c', norm: 'n' },
          x as Tensor4D,
          { stride: 2, padding: 1, activation: 'linear' },
          training,
        ),
      [image, { shape: [3, 3, 2, 1] }, vector, vector],
    ],
    ['global average pooling', (x) => globalAveragePool(x as Tensor4D), [image]],
    ['a shortcut by 2, odd and even', (x) => shortcut(x as Tensor4D, 2, [0, 1]), [image]],
    ['a shortcut to more channels', (x) => shortcut(x as Tensor4D, 1, [-1, 0, 1, -1, -1]), [image]],
    ['a shortcut of some channels', (x) => shortcut(x as Tensor4D, 2, [1, -1]), [image]],
  ];

  it.each(cases)('%s', (_, f, inputs) => {
    const before = memory().numTensors;
    for (const { input, gap } of gradientGaps(f, inputs)) expect(gap, `input ${input}`).toBeLessThan(2e-3);
    expect(memory().numTensors).toBe(before);
  });
});

describe('batch norm', () => {
  it('normalises by the biased variance and reports the unbiased one, as PyTorch does', () => {
    tidy(() => {
      const observed: Record<string, Tensor> = {};
      const parameters = norm(tensor1d([2]), tensor1d([1]));
      const y = batchNorm(parameters, 'n', tensor4d([1, 2, 3, 4], [1, 2, 2, 1]), {
        training: true,
        observe: (name, statistic) => {
          observed[name] = statistic;
        },
      });
      // Mean 2.5, biased variance 1.25, unbiased 5/3.
      const expected = [1, 2, 3, 4].map((x) => (2 * (x - 2.5)) / Math.sqrt(1.25 + 1e-5) + 1);
      for (const [i, value] of y.dataSync().entries()) expect(value).toBeCloseTo(expected[i] ?? 0, 5);
      expect(observed['n.running_mean']?.dataSync()[0]).toBeCloseTo(2.5, 6);
      expect(observed['n.running_var']?.dataSync()[0]).toBeCloseTo(5 / 3, 6);
      for (const statistic of Object.values(observed)) statistic.dispose();
    });
  });

  it('keeps its digits where the mean is large beside the deviation', () => {
    tidy(() => {
      const values = [1000, 1001, 1002, 1003];
      const y = batchNorm(norm(tensor1d([1]), tensor1d([0])), 'n', tensor4d(values, [4, 1, 1, 1]), training);
      expect(y.dataSync()[3]).toBeCloseTo(1.5 / Math.sqrt(1.25 + 1e-5), 4);
    });
  });

  it('gives the statistics to their receiver, who outlives the scope', () => {
    const before = memory().numTensors;
    const observed: Tensor[] = [];
    tidy(() => {
      const parameters = norm(tensor1d([1]), tensor1d([0]));
      batchNorm(parameters, 'n', tensor4d([1, 2], [2, 1, 1, 1]), {
        training: true,
        observe: (_, statistic) => observed.push(statistic),
      });
    });
    expect(observed.map((statistic) => statistic.isDisposed)).toEqual([false, false]);
    expect(memory().numTensors).toBe(before + 2);
    for (const statistic of observed) statistic.dispose();
  });

  it('survives a single value', () => {
    tidy(() => {
      const observed: number[] = [];
      batchNorm(norm(tensor1d([1]), tensor1d([0])), 'n', tensor4d([5], [1, 1, 1, 1]), {
        training: true,
        observe: (_, statistic) => {
          observed.push(statistic.dataSync()[0] ?? Number.NaN);
          statistic.dispose();
        },
      });
      expect(observed.every(Number.isFinite)).toBe(true);
    });
  });

  it('folded into the filter equals batch norm after the convolution', () => {
    tidy(() => {
      const stream = random(5);
      const parameters = {
        ...initialise(
          [
            {
              name: 'c.weight',
              kind: 'conv',
              ...shaped([3, 3, 2, 4]),
              role: 'trainable',
              initial: { kind: 'kaiming-normal', fan: 9 },
            },
            ...batchNormSpecs('n', 4),
          ],
          stream,
        ),
        'n.running_mean': tensor1d([0.1, -2, 0.5, 3]),
        'n.running_var': tensor1d([0.5, 2, 1, 4]),
        'n.weight': tensor1d([1, -1, 2, 0.5]),
        'n.bias': tensor1d([0, 1, -1, 0.2]),
      };
      const x = tensor4d(
        Float32Array.from({ length: 2 * 6 * 6 * 2 }, () => stream.normal()),
        [2, 6, 6, 2],
      );
      const steps = { stride: 2, padding: 1, activation: 'linear' } as const;
      const folded = convBatchNorm(parameters, { conv: 'c', norm: 'n' }, x, steps, evaluation).dataSync();
      const apart = batchNorm(parameters, 'n', conv2d(parameters, 'c', x, steps), evaluation).dataSync();
      for (const [i, value] of folded.entries()) expect(value).toBeCloseTo(apart[i] ?? 0, 4);
    });
  });
});

describe('shapes', () => {
  it('pads a stride of 2 as PyTorch does, not as TensorFlow’s same', () => {
    tidy(() => {
      // PyTorch centres the first window on pixel 0, so it sees 4 of the ones; 'same' would see 9.
      const ones = fill([1, 4, 4, 1], 1) as Tensor4D;
      const y = conv2d({ 'c.weight': fill([3, 3, 1, 1], 1) }, 'c', ones, { stride: 2, padding: 1 });
      expect([...y.dataSync()]).toEqual([4, 6, 6, 9]);
    });
  });

  it.each([
    [32, 16],
    [7, 4],
    [1, 1],
  ])('halves %d to %d', (length, half) => {
    expect(convolvedLength(length, 3, { stride: 2, padding: 1 })).toBe(half);
  });

  it('takes every second pixel of odd pictures', () => {
    tidy(() => {
      const x = tensor4d(
        Array.from({ length: 15 }, (_, i) => i),
        [1, 3, 5, 1],
      );
      expect([...shortcut(x, 2, [0]).dataSync()]).toEqual([0, 2, 4, 10, 12, 14]);
    });
  });

  it('puts half of the zero channels first', () => {
    tidy(() => {
      expect([...shortcut(tensor4d([1, 2], [1, 1, 1, 2]), 1, [-1, 0, 1, -1, -1]).dataSync()]).toEqual([
        0, 1, 2, 0, 0,
      ]);
    });
  });
});

describe('starting values', () => {
  const specs = batchNormSpecs('n', 3);
  const weight = {
    name: 'c.weight',
    kind: 'conv',
    ...shaped([3, 3, 16, 32]),
    role: 'trainable',
    initial: { kind: 'kaiming-normal', fan: 288 },
  } as const;

  it('depend on the seed and the name alone', () => {
    tidy(() => {
      const alone = initialise([weight], random(9))['c.weight']?.dataSync();
      const among = initialise([...specs, weight], random(9))['c.weight']?.dataSync();
      expect(among).toEqual(alone);
      expect(initialise([weight], random(10))['c.weight']?.dataSync()).not.toEqual(alone);
    });
  });

  it('have the deviation √(2 / fan)', () => {
    tidy(() => {
      const values = Array.from(initialise([weight], random(9))['c.weight']?.dataSync() ?? []);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
      expect(mean).toBeCloseTo(0, 2);
      // 4,608 numbers: the standard error of the variance is 2 % of it.
      expect(variance / (2 / 288)).toBeGreaterThan(0.92);
      expect(variance / (2 / 288)).toBeLessThan(1.08);
    });
  });
});
