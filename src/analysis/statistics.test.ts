import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alphaOf, historyOf, plainRun } from '../protocol/record.ts';
import type { RunRecord, RunStatus } from '../protocol/records.ts';
import { pointOf } from '../spec/point.ts';
import { spread } from './spread.ts';
import { chooseEpoch, errorsNeeded, gainOver, tableOf, verdictOf, verdictOverSeeds } from './statistics.ts';

/** A run whose validation accuracies are given, epoch by epoch. */
function run(
  alpha: number,
  number: number,
  accuracies: readonly number[],
  status: RunStatus = 'finished',
): RunRecord {
  return plainRun({
    alpha,
    run: number,
    seed: number,
    status,
    history: accuracies.map((accuracy, i) => {
      const measures = { loss: i, accuracy, difference: 1 / (i + 1), terms: { hard: 2 * i, soft: 3 * i } };
      return { epoch: i + 1, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
    }),
  });
}

describe('spread', () => {
  it('is the mean and the sample deviation, n − 1', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 32, so √(32/7).
    expect(spread([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, std: Math.sqrt(32 / 7), n: 8 });
  });

  it('has no deviation for one number and no mean for none', () => {
    expect(spread([3])).toEqual({ mean: 3, std: Number.NaN, n: 1 });
    expect(spread([])).toEqual({ mean: Number.NaN, std: Number.NaN, n: 0 });
  });
});

describe('chooseEpoch', () => {
  it('takes the last epoch, or the first of the best', () => {
    const history = historyOf(run(0, 1, [0.5, 0.8, 0.8, 0.6]));
    expect(chooseEpoch(history, 'final')?.epoch).toBe(4);
    expect(chooseEpoch(history, 'best')?.epoch).toBe(2);
    expect(chooseEpoch([], 'best')).toBeUndefined();
  });
});

describe('gainOver', () => {
  const runs = [
    run(1, 1, [0.7]),
    run(1, 2, [0.72]),
    run(1, 3, [0.74]),
    run(0.5, 3, [0.8]),
    run(0.5, 1, [0.74]),
    run(0.5, 2, [0.77]),
  ];

  it('pairs runs by number: differences .04, .05, .06 give .05 ± .01/√3', () => {
    const gain = gainOver(runs, pointOf(0.5), pointOf(1), 'final');
    expect(gain?.mean).toBeCloseTo(0.05, 12);
    expect(gain?.standardError).toBeCloseTo(0.01 / Math.sqrt(3), 12);
    expect(gain?.n).toBe(3);
  });

  it('leaves out runs without a finished partner', () => {
    const some = [...runs.slice(0, 2), run(1, 3, [0.74], 'failed'), ...runs.slice(3)];
    expect(gainOver(some, pointOf(0.5), pointOf(1), 'final')?.n).toBe(2);
    expect(gainOver(runs.slice(3), pointOf(0.5), pointOf(1), 'final')).toBeUndefined();
  });
});

describe('tableOf', () => {
  it('has a row per alpha, ascending, over finished runs only', () => {
    const rows = tableOf(
      [run(1, 1, [0.5, 0.6]), run(0, 1, [0.7, 0.9]), run(0, 2, [0.8, 0.7]), run(0, 3, [0.1], 'stopped')],
      'final',
    );
    expect(rows.map((row) => [alphaOf(row), row.n])).toEqual([
      [0, 2],
      [1, 1],
    ]);
    expect(rows[0]?.accuracy.mean).toBeCloseTo(0.8, 12);
    expect(rows[0]?.terms.soft).toEqual({ mean: 3, std: 0, n: 2 });
    expect(rows[0]?.gain?.mean).toBeCloseTo(0.3, 12);
    expect(rows[1]?.gain).toBeUndefined();
  });

  it('pools epochs of all runs and shows no gain for them', () => {
    const [row] = tableOf([run(0, 1, [0.7, 0.9]), run(1, 1, [0.1])], 'pooled');
    expect(row?.accuracy).toMatchObject({ n: 2 });
    expect(row?.accuracy.mean).toBeCloseTo(0.8, 12);
    expect(row?.gain).toBeUndefined();
  });
});

const dataFolder = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../shared/data');
describe('errorsNeeded', () => {
  it('agrees with the tables of Student’s t', () => {
    expect(errorsNeeded(0.05, 1)).toBeCloseTo(12.706, 3);
    expect(errorsNeeded(0.05, 3)).toBeCloseTo(3.182, 3);
    expect(errorsNeeded(0.01, 10)).toBeCloseTo(3.169, 3);
    expect(errorsNeeded(0.05, 30)).toBeCloseTo(2.042, 3);
    expect(errorsNeeded(0.05, 100)).toBeCloseTo(1.984, 3);
    expect(errorsNeeded(0.05, Number.POSITIVE_INFINITY)).toBeCloseTo(1.96, 2);
  });

  it('agrees with Dunn’s table (1961) for 5 % over several comparisons', () => {
    expect(errorsNeeded(0.05 / 2, 5)).toBeCloseTo(3.163, 3);
    expect(errorsNeeded(0.05 / 3, 5)).toBeCloseTo(3.534, 3);
    expect(errorsNeeded(0.05 / 3, 10)).toBeCloseTo(2.87, 2);
  });

  it('has no number for a single run, and rounds degrees of freedom down', () => {
    expect(errorsNeeded(0.05, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(errorsNeeded(0.05, Number.NaN)).toBe(Number.POSITIVE_INFINITY);
    expect(errorsNeeded(0.05, 3.76)).toBeCloseTo(3.182, 3);
  });
});

describe('verdictOf', () => {
  it('asks for Student’s t at 95 %', () => {
    expect(verdictOf({ mean: 0.043, standardError: 0.008, n: 4 }, 600)).toBe('more');
    expect(verdictOf({ mean: -0.043, standardError: 0.008, n: 4 }, 600)).toBe('less');
    expect(verdictOf({ mean: 0.004, standardError: 0.009, n: 4 }, 600)).toBe('unclear');
    expect(verdictOf({ mean: 0.025, standardError: 0.01, n: 4 }, 600)).toBe('unclear');
    expect(verdictOf({ mean: 0.2, standardError: Number.NaN, n: 1 }, 600)).toBe('one-pair');
  });

  it('asks for more where the best of several was picked', () => {
    // t is 4; of 3 degrees of freedom 3.182 for 5 %, 4.857 for a third of it (Dunn 1961).
    expect(verdictOf({ mean: 0.08, standardError: 0.02, n: 4 }, 6000)).toBe('more');
    expect(verdictOf({ mean: 0.08, standardError: 0.02, n: 4 }, 6000, 0.05 / 3)).toBe('unclear');
  });

  it('knows that accuracies come in steps of one image', () => {
    // Two equal differences of two in sixteen images: one image is .0625, its standard error .0442; 12.706 of them are .56.
    expect(verdictOf({ mean: 0.125, standardError: 0, n: 2 }, 16)).toBe('unclear');
    expect(verdictOf({ mean: 0, standardError: 0, n: 4 }, 600)).toBe('unclear');
    // 600 images: 12.706 / (600 √2) is .0150.
    expect(verdictOf({ mean: 0.014, standardError: 0, n: 2 }, 600)).toBe('unclear');
    expect(verdictOf({ mean: 0.016, standardError: 0, n: 2 }, 600)).toBe('more');
  });

  it('asks that the images could be others', () => {
    // 2 of 16 images in each of 30 pairs: 1.96 √(.125 · .875 / 16) is .162; of 64 images it is .081.
    expect(verdictOf({ mean: 0.125, standardError: 0.001, n: 30 }, 16)).toBe('unclear');
    expect(verdictOf({ mean: 0.125, standardError: 0.001, n: 30 }, 64)).toBe('more');
    expect(verdictOf({ mean: -0.125, standardError: 0.001, n: 30 }, 64)).toBe('less');
  });

  it('claims nothing where the number of images is not known', () => {
    expect(verdictOf({ mean: 0.125, standardError: 0.001, n: 30 }, undefined)).toBe('unclear');
    expect(verdictOf({ mean: 0.125, standardError: 0, n: 2 }, undefined)).toBe('unclear');
    expect(verdictOf({ mean: 0.2, standardError: Number.NaN, n: 1 }, undefined)).toBe('one-pair');
  });

  it('needs no images for what is not counted on them', () => {
    expect(verdictOverSeeds({ mean: -0.3, standardError: 0.05, n: 4 })).toBe('less');
    expect(verdictOverSeeds({ mean: -0.15, standardError: 0.05, n: 4 })).toBe('unclear');
  });
});

const seedRuns = resolve(dataFolder, 'kd_reference/seed_runs.json');

interface SeedHistory {
  readonly epoch_loss_l: readonly number[];
  readonly epoch_acc_l: readonly number[];
  readonly diff_t_s: readonly number[];
}

/** The seed repository's saved histories, `v{run}_{alpha}_32`. */
function readSeedRuns(): readonly RunRecord[] {
  const files = JSON.parse(readFileSync(seedRuns, 'utf8')) as Record<string, SeedHistory>;
  return Object.entries(files).map(([name, history]) => {
    const [, number, alpha] = name.match(/^v(\d+)_([\d.]+)_32/) ?? [];
    return plainRun({
      alpha: Number(alpha),
      run: Number(number),
      seed: 0,
      status: 'finished',
      history: history.epoch_loss_l.map((loss, i) => {
        const measures = {
          loss,
          accuracy: history.epoch_acc_l[i] ?? Number.NaN,
          difference: history.diff_t_s[i] ?? Number.NaN,
          terms: {},
        };
        return { epoch: i + 1, learningRate: 0, train: measures, validation: measures, seconds: 0 };
      }),
    });
  });
}

describe.skipIf(!existsSync(seedRuns))('on the seed’s own runs (skipped without seed_runs.json)', () => {
  const rowOf = (alpha: number, kind: 'final' | 'pooled') =>
    tableOf(readSeedRuns(), kind).find((row) => alphaOf(row) === alpha);

  it.each([
    [0, 1.481328, 0.585938, 0.945359, 0.02846, 0.964709, 0.226756],
    [1, 0.225731, 0.090253, 0.941242, 0.058033, 1.337674, 0.274519],
  ])('pooled, alpha %d equals the published table', (alpha, loss, lossStd, acc, accStd, diff, diffStd) => {
    const row = rowOf(alpha, 'pooled');
    expect(row?.loss.mean).toBeCloseTo(loss, 6);
    expect(row?.loss.std).toBeCloseTo(lossStd, 6);
    expect(row?.accuracy.mean).toBeCloseTo(acc, 6);
    expect(row?.accuracy.std).toBeCloseTo(accStd, 6);
    expect(row?.difference.mean).toBeCloseTo(diff, 6);
    expect(row?.difference.std).toBeCloseTo(diffStd, 6);
    expect(row?.n).toBe(4);
    expect(row?.loss.n).toBe(100);
  });

  it.each([
    [0, 0.9542, 0.0053, 0.878, 0.125],
    [1, 0.9608, 0.0053, 1.213, 0.146],
  ])('final epoch, alpha %d equals the figures recomputed over runs', (alpha, acc, accStd, diff, diffStd) => {
    const row = rowOf(alpha, 'final');
    expect(row?.accuracy.mean).toBeCloseTo(acc, 4);
    expect(row?.accuracy.std).toBeCloseTo(accStd, 4);
    expect(row?.difference.mean).toBeCloseTo(diff, 3);
    expect(row?.difference.std).toBeCloseTo(diffStd, 3);
  });
});
