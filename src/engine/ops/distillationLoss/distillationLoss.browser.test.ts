/**
 * The loss in one operation on WebGPU, against the objectives composed of stock operations on the cpu backend.
 */
import '@tensorflow/tfjs-backend-cpu';
import { keep, setBackend, type Tensor, tensor2d, valueAndGrads } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type Random, random } from '../../../base/random.ts';
import { type BatchLossSettings, distillationObjective } from '../../objectives/batchLoss.ts';
import { seenOf } from '../../objectives/goldenCases.ts';
import type { Comparison } from '../../objectives/logitLoss.ts';
import { registerKernels } from '../registerKernels.ts';
import { gpuIsHere, startGpuInBrowser } from '../webgpu/startGpuInBrowser.ts';

/** Relative to the largest number of each kind; both sides are float32. */
const tolerance = 1e-5;

interface Figures {
  readonly shape: readonly [batch: number, classes: number];
  readonly student: Float32Array;
  readonly teacher: Float32Array;
  readonly labels: Float32Array;
  readonly temperature: number;
}

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu', 'stock');
  },
  webgpu: startGpuInBrowser,
};

function normals(stream: Random, length: number, size: number): Float32Array {
  return Float32Array.from({ length }, () => size * stream.normal());
}

function figuresOf(batch: number, classes: number, temperature: number): Figures {
  const stream = random(batch * 1000 + classes);
  const labels = new Float32Array(batch * classes);
  for (let n = 0; n < batch; n++) labels[n * classes + stream.below(classes)] = 1;
  // One image without a label, and one of two.
  if (batch > 2) {
    labels.fill(0, 0, 2 * classes);
    labels[classes] = 0.25;
    labels[2 * classes - 1] = 0.75;
  }
  const student = normals(stream, batch * classes, 2);
  // A student whose logits are all equal: the first counts.
  student.fill(0.5, (batch - 1) * classes);
  return {
    shape: [batch, classes],
    student,
    teacher: normals(stream, batch * classes, 3),
    labels,
    temperature,
  };
}

async function measured(
  backend: 'cpu' | 'webgpu',
  settings: Omit<BatchLossSettings, 'temperature'>,
  figures: Figures,
) {
  await start[backend]();
  const matrix = (values: Float32Array) => tensor2d(values.slice(), [...figures.shape]);
  const comparison: Comparison = {
    student: matrix(figures.student),
    teacher: matrix(figures.teacher),
    labels: matrix(figures.labels),
    temperature: figures.temperature,
  };
  const objective = distillationObjective({ ...settings, temperature: figures.temperature });
  const only = objective.sums(seenOf(comparison), {});
  let sums = only;
  const { value, grads } = valueAndGrads((student) => {
    const seen = seenOf({ ...comparison, student: student as Comparison['student'] });
    const loss = objective.loss(seen, {});
    sums = keep(loss.sums);
    return loss.total;
  })([comparison.student]);
  const [gradient] = grads;
  if (!gradient) throw new Error('there is no gradient');
  const read = async (tensor: Tensor) => Array.from(await tensor.data());
  return {
    loss: await read(value),
    gradient: await read(gradient),
    sums: await read(sums),
    only: await read(only),
  };
}

function expectNear(found: readonly number[], expected: readonly number[]) {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  expect(found.length).toBe(expected.length);
  const gaps = found.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)) / scale);
  expect(gaps.filter((gap) => !(gap < tolerance))).toEqual([]);
}

const kl = { alpha: 0.3, similarity: 'kl', temperature: 4 } as const;
const mse = { alpha: 0.5, similarity: 'mse', temperature: 1 } as const;

/** One class; one thread a row; teams of 8 and 64 lanes; too many logits for one workgroup, without teams and with. */
const cases = [
  [1, 1, kl],
  [3, 2, mse],
  [3, 2, { ...kl, alpha: 1, temperature: 20 }],
  [3, 2, { ...mse, alpha: 0 }],
  [70, 11, kl],
  [5, 100, kl],
  [3, 1001, mse],
  [901, 10, kl],
  [70, 150, mse],
] as const;

describe.skipIf(!gpuIsHere)('distillationLoss on webgpu (skipped without an adapter)', () => {
  it.each(cases)('of %i images and %i classes is the composed one: %o', async (batch, classes, settings) => {
    const { temperature, ...setting } = settings;
    const figures = figuresOf(batch, classes, temperature);
    const expected = await measured('cpu', setting, figures);
    const found = await measured('webgpu', setting, figures);
    expectNear(found.loss, expected.loss);
    expectNear(found.gradient, expected.gradient);
    for (const [i, value] of expected.only.entries()) {
      expectNear([found.only[i] ?? Number.NaN], [value]);
      expectNear([found.sums[i] ?? Number.NaN], [value]);
    }
  });

  it('is exact for logits of ±1e4, and deaf to a teacher of weight 0', async () => {
    const figures: Figures = {
      shape: [1, 2],
      student: Float32Array.of(1e4, -1e4),
      teacher: Float32Array.of(-1e4, 1e4),
      labels: Float32Array.of(0, 1),
      temperature: 0.1,
    };
    const certain = await measured('webgpu', { alpha: 0.5, similarity: 'kl' }, figures);
    // Both are certain and disagree: KL = 2e4/T, times T²; the label costs 2e4.
    expect((certain.loss[0] ?? 0) / (0.5 * 2e4 + 0.5 * 2e4 * 0.1)).toBeCloseTo(1, 5);
    expectNear(certain.gradient, [0.5 + 0.05, -0.5 - 0.05]);
    const spoilt = { ...figures, teacher: Float32Array.of(Number.NaN, 0) };
    const alone = await measured('webgpu', { alpha: 1, similarity: 'kl' }, spoilt);
    expect(alone.loss).toEqual([2e4]);
    expect(alone.gradient).toEqual([1, -1]);
  });
});
