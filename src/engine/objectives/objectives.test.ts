/**
 * Every objective's value and gradient, on the cpu and wasm backends, against figures that come from elsewhere.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { grad, memory, ready, setBackend, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { combinedTerms, totalLoss } from './combined.ts';
import { crossEntropy } from './crossEntropy.ts';
import {
  goldenCases,
  goldenCombined,
  goldenComparison,
  type Loss,
  logitSimilarities,
  lossOf,
  seenOf,
  termsOf,
} from './goldenCases.ts';
import type { Comparison } from './logitLoss.ts';

setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);

type Rows = readonly (readonly number[])[];

/** Plain numbers of a comparison, from which fresh tensors are made. */
interface Figures {
  readonly student: Rows;
  readonly teacher: Rows;
  readonly labels: readonly number[];
  readonly temperature: number;
}

const matrix = (rows: Rows) => tensor2d(rows.map((row) => [...row]));

function comparisonOf({ student, teacher, labels, temperature }: Figures): Comparison {
  const oneHot = labels.map((label) => student[0]?.map((_, k) => (k === label ? 1 : 0)) ?? []);
  return { student: matrix(student), teacher: matrix(teacher), labels: matrix(oneHot), temperature };
}

function figureOf(loss: Loss, figures: Figures): number {
  return Number(loss(comparisonOf(figures)).arraySync());
}

function gradientOf(loss: Loss, figures: Figures): number[][] {
  const comparison = comparisonOf(figures);
  const gradient = grad((student) => loss({ ...comparison, student: student as Tensor2D }));
  return (gradient(comparison.student) as Tensor2D).arraySync();
}

/** [N, K] standard normal numbers times `size`. */
function randomRows(name: string, batch: number, classes: number, size: number): number[][] {
  const stream = random(7).fork(name);
  return Array.from({ length: batch }, () => Array.from({ length: classes }, () => size * stream.normal()));
}

const everyLoss: readonly (readonly [string, Loss])[] = [
  ['cross entropy', crossEntropy.value],
  ...logitSimilarities.map((name) => [name, lossOf(name)] as const),
];

const combinedWith =
  (alpha: number, name: 'kl' | 'mse'): Loss =>
  (comparison) =>
    totalLoss(
      combinedTerms({ alpha, similarity: termsOf(name, comparison.temperature), seen: seenOf(comparison) }),
    );

const dataFolder = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');
const referencePath = resolve(dataFolder, 'kd_reference/losses.json');
const hasReference = existsSync(referencePath);

/** Losses and gradients in float64 that published distillation libraries gave for these inputs. */
interface Reference {
  readonly inputs: Readonly<
    Record<
      'logits_s' | 'logits_t' | 'labels',
      { readonly shape: readonly number[]; readonly data: readonly number[] }
    >
  >;
  readonly cases: readonly {
    readonly name: string;
    readonly loss_f64: number;
    readonly grad: { readonly logits_s: Rows };
  }[];
}

const publishedLosses: readonly (readonly [name: string, temperature: number, loss: Loss])[] = [
  ['kd_T1', 1, lossOf('kl')],
  ['kd_T4', 4, lossOf('kl')],
  ['ce_mse_logits_alpha0', 1, combinedWith(0, 'mse')],
  ['ce_mse_logits_alpha0.5', 1, combinedWith(0.5, 'mse')],
  ['ce_mse_logits_alpha1', 1, combinedWith(1, 'mse')],
  ['kd_ce_alpha0.5_T4', 4, combinedWith(0.5, 'kl')],
  ['cross_entropy', 1, crossEntropy.value],
];

describe.each(['cpu', 'wasm'])('objectives on %s', (backend) => {
  beforeAll(async () => {
    expect(await setBackend(backend)).toBe(true);
    await ready();
  });

  it.each(goldenCases)('$name has its golden value', ({ loss, temperature, value }) => {
    const measured = Number(loss(goldenComparison(temperature)).arraySync());
    expect(measured / value).toBeCloseTo(1, 4);
  });

  it('combines at alpha 0.5 with mse to its golden value', () => {
    const loss = combinedWith(0.5, 'mse')(goldenComparison(1));
    expect(Number(loss.arraySync())).toBeCloseTo(goldenCombined, 5);
  });

  it.skipIf(!hasReference)(
    'equals the published libraries (skipped without kd_reference/losses.json)',
    () => {
      const { inputs, cases } = JSON.parse(readFileSync(referencePath, 'utf8')) as Reference;
      const rows = ({ shape, data }: { shape: readonly number[]; data: readonly number[] }) =>
        Array.from({ length: shape[0] ?? 0 }, (_, n) =>
          data.slice(n * (shape[1] ?? 1), (n + 1) * (shape[1] ?? 1)),
        );
      const tested = publishedLosses.map(([name, temperature, loss]) => {
        const published = cases.find((candidate) => candidate.name === name);
        expect(published, name).toBeDefined();
        const figures = {
          student: rows(inputs.logits_s),
          teacher: rows(inputs.logits_t),
          labels: inputs.labels.data,
          temperature,
        };
        expect(figureOf(loss, figures) / (published?.loss_f64 ?? 0), name).toBeCloseTo(1, 5);
        gradientOf(loss, figures).forEach((row, n) => {
          row.forEach((slope, k) => {
            expect(slope, name).toBeCloseTo(published?.grad.logits_s[n]?.[k] ?? Number.NaN, 5);
          });
        });
        return name;
      });
      expect(tested.sort()).toEqual(cases.map(({ name }) => name).sort());
    },
  );

  const temperatures = [0.5, 1, 4, 20];
  it.each(
    everyLoss.flatMap(([name, loss]) => temperatures.map((temperature) => ({ name, loss, temperature }))),
  )('$name at T $temperature has the gradient that finite differences give', ({ loss, temperature }) => {
    const figures: Figures = {
      student: randomRows('student', 4, 5, 1.5),
      teacher: randomRows('teacher', 4, 5, 1.5),
      labels: [3, 0, 4, 1],
      temperature,
    };
    const gradient = gradientOf(loss, figures);
    const size = Math.sqrt(gradient.flat().reduce((sum, slope) => sum + slope ** 2, 0));
    for (const name of ['one way', 'another way', 'a third way']) {
      const direction = randomRows(name, 4, 5, 0.4);
      const along = (step: number) => {
        const moved = figures.student.map((row, n) => row.map((z, k) => z + step * (direction[n]?.[k] ?? 0)));
        return figureOf(loss, { ...figures, student: moved });
      };
      const central = (step: number) => (along(step) - along(-step)) / (2 * step);
      // Richardson: removes the error of order step².
      const measured = (4 * central(0.05) - central(0.1)) / 3;
      const expected = gradient.reduce(
        (sum, row, n) => sum + row.reduce((part, slope, k) => part + slope * (direction[n]?.[k] ?? 0), 0),
        0,
      );
      expect(Math.abs(measured - expected)).toBeLessThan(0.003 * size + 2e-5 * (1 + temperature));
    }
  });

  it('kl tends to half the mean squared error of centred logits as T grows', () => {
    // MSE of centred logits by hand: rows of z_s − z_t are (−2, 1, 1.5) and (0.5, −1.5, 1).
    const centred = (row: readonly number[]) => {
      const mean = row.reduce((a, b) => a + b, 0) / row.length;
      return row.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    };
    const half = (centred([-2, 1, 1.5]) + centred([0.5, -1.5, 1])) / (2 * 2 * 3);
    const at = (temperature: number) => Number(lossOf('kl')(goldenComparison(temperature)).arraySync());
    expect(at(1000)).toBeCloseTo(half, 2);
    expect(Math.abs(at(1000) - half)).toBeLessThan(Math.abs(at(100) - half));
  });

  it('kl does not drown in rounding where student and teacher nearly agree', () => {
    // Two classes, logits ±ε/2 apart from the teacher's 0: KL = ε²/(8T²) to second order, so T²·KL = ε²/8.
    const student = [[0.005, -0.005]];
    const figures = { student, teacher: [[0, 0]], labels: [0], temperature: 100 };
    expect(figureOf(lossOf('kl'), figures) / (0.01 ** 2 / 8)).toBeCloseTo(1, 2);
  });

  it.each([0.1, 1, 100])('kl and cross entropy are exact for logits of ±1e4 at T %d', (temperature) => {
    const figures = { student: [[1e4, -1e4]], teacher: [[-1e4, 1e4]], labels: [1], temperature };
    // Both models are certain and disagree: KL = 2e4/T − log 1.
    expect(figureOf(lossOf('kl'), figures) / (2e4 * temperature)).toBeCloseTo(1, 5);
    expect(figureOf(crossEntropy.value, figures)).toBeCloseTo(2e4, 0);
    expect(gradientOf(crossEntropy.value, figures)).toEqual([[1, -1]]);
    const slopes = gradientOf(lossOf('kl'), figures)[0] ?? [];
    expect(slopes[0]).toBeCloseTo(temperature, 5);
    expect(slopes[1]).toBeCloseTo(-temperature, 5);
  });

  const extremes = [1e-4, 1, 1e4].flatMap((size) =>
    [0.1, 1, 100].map((temperature) => ({ size, temperature })),
  );
  it.each(extremes)(
    'everything stays finite for logits of size $size at T $temperature',
    ({ size, temperature }) => {
      const figures = {
        student: randomRows('student', 3, 4, size),
        teacher: randomRows('teacher', 3, 4, size),
        labels: [0, 1, 3],
        temperature,
      };
      for (const [name, loss] of everyLoss) {
        expect(Number.isFinite(figureOf(loss, figures)), name).toBe(true);
        expect(figureOf(loss, figures), name).toBeGreaterThan(-1e-6 * temperature ** 2);
        expect(gradientOf(loss, figures).flat().every(Number.isFinite), name).toBe(true);
      }
    },
  );

  it('everything stays finite for one image, two classes, and a student that prefers nothing', () => {
    const flat = { student: [[0, 0]], teacher: [[2, -1]], labels: [0], temperature: 4 };
    const agreed = { student: [[2, -1]], teacher: [[2, -1]], labels: [1], temperature: 4 };
    for (const figures of [flat, agreed]) {
      for (const [name, loss] of everyLoss) {
        expect(Number.isFinite(figureOf(loss, figures)), name).toBe(true);
        expect(gradientOf(loss, figures).flat().every(Number.isFinite), name).toBe(true);
      }
    }
  });

  it('dkd is kl for two classes, where nothing is left to compare among the others', () => {
    const figures = { student: [[1, -2]], teacher: [[0.5, 0.25]], labels: [1], temperature: 3 };
    expect(figureOf(lossOf('dkd'), figures)).toBeCloseTo(figureOf(lossOf('kl'), figures), 5);
  });

  it('standardised kl ignores shift and scale of a model’s logits', () => {
    const student = randomRows('student', 3, 5, 1);
    const stretched = student.map((row, n) => row.map((z) => (2 + n) * z - 3));
    const figures = { student, teacher: randomRows('teacher', 3, 5, 1), labels: [0, 1, 2], temperature: 2 };
    const loss = lossOf('standardised-kl');
    expect(figureOf(loss, { ...figures, student: stretched })).toBeCloseTo(figureOf(loss, figures), 5);
  });

  it('dist is 0 for a student that says what the teacher says', () => {
    const rows = randomRows('teacher', 4, 5, 1);
    const figures = { student: rows, teacher: rows, labels: [0, 1, 2, 3], temperature: 2 };
    expect(figureOf(lossOf('dist'), figures)).toBeCloseTo(0, 4);
  });

  it('values leave one tensor each and gradients leave theirs', () => {
    const comparison = goldenComparison(4);
    for (const [name, loss] of everyLoss) {
      const before = memory().numTensors;
      const value = loss(comparison);
      expect(memory().numTensors, name).toBe(before + 1);
      value.dispose();
      const gradient = grad((student) => loss({ ...comparison, student: student as Tensor2D }))(
        comparison.student,
      );
      expect(memory().numTensors, name).toBe(before + 1);
      gradient.dispose();
    }
  });
});
