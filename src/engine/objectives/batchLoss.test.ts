/**
 * A batch's loss and sums, in one operation and composed, on the cpu and wasm backends: golden values of `MATH.md`,
 * finite differences, and each other.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  grad,
  memory,
  type Scalar,
  setBackend,
  type Tensor,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { KernelsChoice } from '../../spec/choices.ts';
import { hasDistillationLoss } from '../ops/distillationLoss/distillationLoss.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { type BatchLossSettings, distillationObjective, labelsObjective } from './batchLoss.ts';
import { goldenCombined, goldenComparison, goldenDifference, seenOf } from './goldenCases.ts';
import type { Comparison } from './logitLoss.ts';

const golden = { hard: 0.765126344, mse: 1.791666667, kl4: 0.908427042 };

const start = { cpu: () => setBackend('cpu'), wasm: startWasmInNode };

const runs = (['cpu', 'wasm'] as const).flatMap((backend) =>
  (['ours', 'stock'] as const).map((choice) => [backend, choice] as const),
);

/** [N, K] standard normal logits times `size`, and labels. */
function drawn(batch: number, classes: number, temperature: number, size = 2): Comparison {
  const stream = random(batch * 100 + classes);
  const logits = () =>
    tensor2d(
      Float32Array.from({ length: batch * classes }, () => size * stream.normal()),
      [batch, classes],
    );
  const labels = new Float32Array(batch * classes);
  for (let n = 0; n < batch; n++) labels[n * classes + stream.below(classes)] = 1;
  // One image without a label, and one of two.
  if (batch > 2) {
    labels.fill(0, 0, 2 * classes);
    labels[classes] = 0.25;
    labels[2 * classes - 1] = 0.75;
  }
  return {
    student: logits(),
    teacher: logits(),
    labels: tensor2d(labels, [batch, classes]),
    temperature,
  };
}

type Weighed = Omit<BatchLossSettings, 'temperature'>;

const objectiveAt = (settings: Weighed, { temperature }: Comparison) =>
  distillationObjective({ ...settings, temperature });
const batchLoss = (settings: Weighed, comparison: Comparison) =>
  objectiveAt(settings, comparison).loss(seenOf(comparison), {});
const batchSumsOf = (settings: Weighed, comparison: Comparison) =>
  objectiveAt(settings, comparison).sums(seenOf(comparison), {});

function slopeOf(settings: Weighed, comparison: Comparison): number[] {
  const loss = (student: Tensor) =>
    batchLoss(settings, { ...comparison, student: student as Tensor2D }).total;
  return Array.from(grad(loss)(comparison.student).dataSync());
}

const figure = (value: Scalar) => Number(value.dataSync()[0]);

describe.each(runs)('batchLoss on %s with %s kernels', (backend, choice: KernelsChoice) => {
  beforeAll(async () => {
    await start[backend]();
    registerKernels(backend, choice);
  });

  it('takes one operation where there is one', () => {
    expect(hasDistillationLoss('kl')).toBe(choice === 'ours');
    expect(hasDistillationLoss('dist')).toBe(false);
  });

  it.each([
    { alpha: 0.5, similarity: 'mse', temperature: 1, soft: golden.mse, total: goldenCombined },
    {
      alpha: 0.3,
      similarity: 'kl',
      temperature: 4,
      soft: golden.kl4,
      total: 0.3 * golden.hard + 0.7 * golden.kl4,
    },
    { alpha: 1, similarity: 'kl', temperature: 4, soft: golden.kl4, total: golden.hard },
    { alpha: 0, similarity: 'mse', temperature: 1, soft: golden.mse, total: golden.mse },
  ] as const)(
    'has its golden values: alpha $alpha, $similarity',
    ({ temperature, soft, total, ...settings }) => {
      const comparison = goldenComparison(temperature);
      const before = memory().numTensors;
      const loss = batchLoss(settings, comparison);
      expect(memory().numTensors).toBe(before + 2);
      expect(figure(loss.total)).toBeCloseTo(total, 5);
      // Of the two images only the second is right: its largest logit is that of class 2.
      const expected = [2, 1, 2 * goldenDifference, 2 * total, 2 * golden.hard, 2 * soft];
      const only = batchSumsOf(settings, comparison);
      expect(memory().numTensors).toBe(before + 3);
      for (const sums of [loss.sums, only]) {
        expect(sums.shape).toEqual([6]);
        sums.dataSync().forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
        });
      }
    },
  );

  it.each([
    { alpha: 0.3, similarity: 'kl', temperature: 3 },
    { alpha: 0.6, similarity: 'mse', temperature: 1 },
    { alpha: 0.5, similarity: 'dist', temperature: 2 },
  ] as const)('has the slope that finite differences give: $similarity', ({ temperature, ...settings }) => {
    const comparison = drawn(3, 5, temperature);
    const slope = slopeOf(settings, comparison);
    const student = comparison.student.dataSync();
    const size = Math.hypot(...slope);
    const stream = random(5);
    const direction = Float32Array.from(student, () => 0.4 * stream.normal());
    const along = (step: number) => {
      const moved = student.map((z, i) => z + step * (direction[i] ?? 0));
      return figure(batchLoss(settings, { ...comparison, student: tensor2d(moved, [3, 5]) }).total);
    };
    const central = (step: number) => (along(step) - along(-step)) / (2 * step);
    // Richardson: removes the error of order step².
    const measured = (4 * central(0.05) - central(0.1)) / 3;
    const expected = slope.reduce((sum, value, i) => sum + value * (direction[i] ?? 0), 0);
    expect(Math.abs(measured - expected)).toBeLessThan(0.003 * size + 2e-5 * (1 + temperature));
  });

  it('counts the first of equal logits as the largest, and leaves what it is given', () => {
    const comparison = {
      ...drawn(2, 3, 1),
      student: tensor2d([1, 1, 1, 0, 2, 2], [2, 3]),
      labels: tensor2d([1, 0, 0, 0, 0, 1], [2, 3]),
    };
    const sums = batchSumsOf({ alpha: 0.5, similarity: 'kl' }, comparison);
    expect(sums.dataSync()[1]).toBe(1);
    expect(Array.from(comparison.student.dataSync())).toEqual([1, 1, 1, 0, 2, 2]);
  });

  it('is deaf to a term of weight 0 that is not a number', () => {
    const comparison = {
      ...goldenComparison(1),
      teacher: tensor2d(new Float32Array(6).fill(Number.NaN), [2, 3]),
    };
    for (const similarity of ['kl', 'mse'] as const) {
      const { total, sums } = batchLoss({ alpha: 1, similarity }, comparison);
      expect(figure(total)).toBeCloseTo(golden.hard, 5);
      expect(sums.dataSync()[3]).toBeCloseTo(2 * golden.hard, 5);
      expect(slopeOf({ alpha: 1, similarity }, comparison).every(Number.isFinite)).toBe(true);
    }
  });

  it.each([0.1, 1, 100])('is exact for logits of ±1e4 at T %d', (temperature) => {
    const comparison = {
      student: tensor2d([[1e4, -1e4]]),
      teacher: tensor2d([[-1e4, 1e4]]),
      labels: tensor2d([[0, 1]]),
      temperature,
    };
    // Both models are certain and disagree: KL = 2e4/T − log 1.
    const { total } = batchLoss({ alpha: 0, similarity: 'kl' }, comparison);
    expect(figure(total) / (2e4 * temperature)).toBeCloseTo(1, 5);
    expect(slopeOf({ alpha: 1, similarity: 'kl' }, comparison)).toEqual([1, -1]);
  });

  it('is of the labels alone what a teacher learns', () => {
    const comparison = goldenComparison(1);
    const { total, sums } = labelsObjective.loss(seenOf(comparison), {});
    expect(labelsObjective.termNames).toEqual(['hard']);
    expect(figure(total)).toBeCloseTo(golden.hard, 5);
    expect(sums.dataSync()[4]).toBeCloseTo(2 * golden.hard, 5);
    expect(sums.size).toBe(labelsObjective.width);
  });
});

describe('one operation and the composed one', () => {
  it.each([
    [1, 1],
    [3, 2],
    [70, 11],
    [3, 100],
  ] as const)('give the same numbers for %i images and %i classes', async (batch, classes) => {
    await start.cpu();
    for (const settings of [
      { alpha: 0.3, similarity: 'kl' },
      { alpha: 0.3, similarity: 'mse' },
    ] as const) {
      const measured = (['ours', 'stock'] as const).map((choice) => {
        registerKernels('cpu', choice);
        const comparison = drawn(batch, classes, 4);
        const { total, sums } = batchLoss(settings, comparison);
        return [figure(total), ...sums.dataSync(), ...slopeOf(settings, comparison)];
      });
      const [ours, stock] = measured as [number[], number[]];
      ours.forEach((value, i) => {
        expect(value).toBeCloseTo(stock[i] ?? Number.NaN, 3);
      });
      ours.slice(-batch * classes).forEach((value, i) => {
        expect(value).toBeCloseTo(stock.at(-batch * classes + i) ?? Number.NaN, 6);
      });
    }
  });
});
