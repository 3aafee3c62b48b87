import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alphaAt } from '../../spec/point.ts';
import { spread } from '../spread.ts';
import { tableOf } from '../statistics.ts';
import { isComplete, recordsOf } from './publishedSweep.ts';
import { seedRuns } from './seedRuns.ts';

const rowOf = (alpha: number, rows = seedRuns.final) => {
  const row = rows.find((one) => one.alpha === alpha);
  if (!row) throw new Error(`No row of alpha ${alpha}.`);
  return row;
};

describe('the published runs', () => {
  it('are four of each alpha, one of them cut short', () => {
    expect(seedRuns.alphas).toEqual([0, 0.5, 1]);
    const names = seedRuns.runs.map(({ alpha, run }) => `${alpha} ${run}`);
    expect(names).toEqual([0, 0.5, 1].flatMap((alpha) => [1, 2, 3, 4].map((run) => `${alpha} ${run}`)));
    const short = seedRuns.runs.filter((run) => !isComplete(seedRuns, run));
    expect(short.map(({ alpha, run, epochs }) => [alpha, run, epochs.length])).toEqual([[0.5, 1, 2]]);
    expect(seedRuns.final.map(({ n }) => n)).toEqual([4, 3, 4]);
    for (const { epochs } of seedRuns.runs) {
      expect(epochs.map(({ epoch }) => epoch)).toEqual(epochs.map((_, i) => i + 1));
      expect(epochs.flatMap((one) => Object.values(one)).every(Number.isFinite)).toBe(true);
    }
  });

  // Worked out by others from the saved histories.
  it.each([
    [0, 0.9542, 0.0053, 0.878, 0.125],
    [1, 0.9608, 0.0053, 1.213, 0.146],
  ])(
    'give the known figures of the final epoch, alpha %d',
    (alpha, accuracy, accuracyStd, difference, differenceStd) => {
      const row = rowOf(alpha);
      expect(row.accuracy.mean).toBeCloseTo(accuracy, 4);
      expect(row.accuracy.std).toBeCloseTo(accuracyStd, 4);
      expect(row.difference.mean).toBeCloseTo(difference, 3);
      expect(row.difference.std).toBeCloseTo(differenceStd, 3);
    },
  );

  it('count images: accuracies are whole numbers of 153', () => {
    const all = seedRuns.runs.flatMap(({ epochs }) => epochs.map((one) => one.validationAccuracy));
    for (const accuracy of [...all, seedRuns.teacherAccuracy]) {
      const right = accuracy * seedRuns.validationImages;
      expect(Math.abs(right - Math.round(right))).toBeLessThan(1e-4);
    }
    expect(Math.round(seedRuns.teacherAccuracy * seedRuns.validationImages)).toBe(143);
  });

  it('make the printed rows of alpha 0 and 1 where all epochs are pooled, and not that of alpha 0.5', () => {
    const pooled = (
      alpha: number,
      quantity: 'validationLoss' | 'validationAccuracy' | 'logitDifference',
      short = true,
    ) =>
      spread(
        seedRuns.runs
          .filter((run) => run.alpha === alpha && (short || isComplete(seedRuns, run)))
          .flatMap(({ epochs }) => epochs.map((one) => one[quantity])),
      );
    for (const alpha of [0, 1]) {
      const printed = rowOf(alpha, seedRuns.pooled);
      const loss = pooled(alpha, 'validationLoss');
      expect(loss.n).toBe(printed.n);
      expect(loss.mean).toBeCloseTo(printed.loss.mean, 5);
      expect(loss.std).toBeCloseTo(printed.loss.std, 5);
      const accuracy = pooled(alpha, 'validationAccuracy');
      expect(accuracy.mean).toBeCloseTo(printed.accuracy.mean, 5);
      expect(accuracy.std).toBeCloseTo(printed.accuracy.std, 5);
      const difference = pooled(alpha, 'logitDifference');
      expect(difference.mean).toBeCloseTo(printed.difference.mean, 5);
      expect(difference.std).toBeCloseTo(printed.difference.std, 5);
    }
    const half = rowOf(0.5, seedRuns.pooled);
    expect(half.n).toBeUndefined();
    for (const short of [true, false]) {
      expect(Math.abs(pooled(0.5, 'validationLoss', short).mean - half.loss.mean)).toBeGreaterThan(0.004);
    }
  });

  it('say the same as records that the page’s own table reads', () => {
    const rows = tableOf(recordsOf(seedRuns), 'final');
    expect(
      rows.map(({ point, n, accuracy, difference, loss }) => ({
        ...{ alpha: alphaAt(point), n, loss, accuracy, difference },
      })),
    ).toEqual(seedRuns.final);
  });
});

const dataFolder = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');
const saved = resolve(dataFolder, 'kd_reference/seed_runs.json');
interface Saved {
  readonly epoch_loss_l: readonly number[];
  readonly epoch_acc_l: readonly number[];
  readonly epoch_acc_teacher_l: readonly number[];
  readonly diff_t_s: readonly number[];
}

describe.skipIf(!existsSync(saved))('beside the saved histories (skipped without seed_runs.json)', () => {
  const histories = () => JSON.parse(readFileSync(saved, 'utf8')) as Record<string, Saved>;
  /** Six significant digits. */
  const near = (shipped: readonly number[], whole: readonly number[] = []) => {
    expect(shipped).toHaveLength(whole.length);
    shipped.forEach((value, i) => {
      const given = whole[i] ?? Number.NaN;
      expect(Math.abs(value / given - 1)).toBeLessThan(5.1e-6);
    });
  };

  it('every shipped number is the saved one, rounded, and none is missing', () => {
    const given = histories();
    expect(Object.keys(given)).toHaveLength(seedRuns.runs.length);
    for (const { alpha, run, epochs } of seedRuns.runs) {
      const history = given[`v${run}_${alpha}_32.joblib`];
      near(
        epochs.map((one) => one.validationLoss),
        history?.epoch_loss_l,
      );
      near(
        epochs.map((one) => one.validationAccuracy),
        history?.epoch_acc_l,
      );
      near(
        epochs.map((one) => one.logitDifference),
        history?.diff_t_s,
      );
      near(
        epochs.map(() => seedRuns.teacherAccuracy),
        history?.epoch_acc_teacher_l,
      );
    }
  });
});
