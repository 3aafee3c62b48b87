import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EpochQuantity } from '../../../protocol/quantityNames.ts';
import { alphaOf, plainRun } from '../../../protocol/record.ts';
import type { EpochRecord, RunRecord } from '../../../protocol/records.ts';
import { absorb, deviation, emptySeries } from './series.ts';

const record = (epoch: number, accuracy: number, loss = 1, terms = { hard: 0.5, soft: 2 }): EpochRecord => {
  const measures = { loss, terms, accuracy, difference: 3 };
  return { epoch, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
};
const runOf = (alpha: number, run: number, history: readonly EpochRecord[]): RunRecord =>
  plainRun({
    alpha,
    run,
    seed: run,
    status: 'running',
    history,
  });

describe('absorb', () => {
  it('gives mean and sample deviation over the runs that reached an epoch', () => {
    // 0.2, 0.4, 0.9: mean 0.5, squared deviations 0.09 + 0.01 + 0.16 = 0.26, std √0.13 = 0.360555.
    const series = absorb(emptySeries, [
      runOf(0.5, 1, [record(1, 0.2), record(2, 0.6)]),
      runOf(0.5, 2, [record(1, 0.4)]),
      runOf(0.5, 3, [record(1, 0.9), record(2, 0.8)]),
    ]);
    const first = series.points[0]?.epochs[0]?.validation.accuracy;
    expect(first).toMatchObject({ n: 3, minimum: 0.2, maximum: 0.9 });
    expect(first?.mean).toBeCloseTo(0.5, 12);
    expect(first && deviation(first)).toBeCloseTo(0.360555, 6);
    expect(series.points[0]?.epochs[1]?.validation.accuracy).toMatchObject({ n: 2, mean: 0.7 });
    expect(series.points[0]?.epochs[0]?.train.soft).toMatchObject({ n: 3, mean: 2, squares: 0 });
  });

  it('has no deviation for one run', () => {
    const series = absorb(emptySeries, [runOf(1, 1, [record(1, 0.2)])]);
    const moments = series.points[0]?.epochs[0]?.validation.loss;
    expect(moments && deviation(moments)).toBeNaN();
  });

  it('record by record ends where all at once ends, and leaves other alphas untouched', () => {
    const histories = [0.1, 0.35, 0.4, 0.8].map((accuracy, i) => record(i + 1, accuracy));
    let series = absorb(emptySeries, [runOf(0, 1, histories)]);
    const alphaZero = series.points[0];
    for (let epochs = 1; epochs <= 4; epochs++) {
      series = absorb(series, [runOf(0, 1, histories), runOf(1, 1, histories.slice(0, epochs))]);
    }
    expect(series.points[0]).toBe(alphaZero);
    const atOnce = absorb(emptySeries, [runOf(0, 1, histories), runOf(1, 1, histories)]);
    expect(series.points).toEqual(atOnce.points);
  });

  it('is the same object when nothing is new', () => {
    const runs = [runOf(0, 1, [record(1, 0.5)])];
    const series = absorb(emptySeries, runs);
    expect(absorb(series, [...runs])).toBe(series);
  });

  it('starts over when a run was dropped or trained anew', () => {
    const before = absorb(emptySeries, [runOf(0, 1, [record(1, 0.5)]), runOf(1, 1, [record(1, 0.5)])]);
    const dropped = absorb(before, [runOf(0, 1, [record(1, 0.25)])]);
    expect(dropped.points.map(alphaOf)).toEqual([0]);
    expect(dropped.points[0]?.epochs[0]?.validation.accuracy).toMatchObject({ n: 1, mean: 0.25 });
    expect(absorb(before, []).points).toEqual([]);
  });

  it('leaves out what is not finite', () => {
    const series = absorb(emptySeries, [
      runOf(0, 1, [record(1, 0.5, Number.NaN)]),
      runOf(0, 2, [record(1, 0.5, 4)]),
    ]);
    expect(series.points[0]?.epochs[0]?.validation.loss).toMatchObject({ n: 1, mean: 4 });
    expect(series.points[0]?.epochs[0]?.validation.accuracy).toMatchObject({ n: 2 });
  });

  it('sorts alphas and keeps epochs that nobody reached empty', () => {
    const series = absorb(emptySeries, [runOf(1, 1, [record(3, 0.5)]), runOf(0, 1, [record(1, 0.5)])]);
    expect(series.points.map(alphaOf)).toEqual([0, 1]);
    expect(series.points[1]?.epochs.slice(0, 2)).toEqual([undefined, undefined]);
  });
});

const data = process.env.LAB_DATA ?? join(import.meta.dirname, '../../../../../shared/data');
const seedRuns = join(data, 'kd_reference/seed_runs.json');
type SeedRun = { readonly epoch_acc_l: readonly number[]; readonly diff_t_s: readonly number[] };

describe('the seed experiment’s own histories', () => {
  it.skipIf(!existsSync(seedRuns))('give its final means and spreads (skipped without shared data)', () => {
    const histories: Record<string, SeedRun> = JSON.parse(readFileSync(seedRuns, 'utf8'));
    const runs = Object.entries(histories).map(([name, history]): RunRecord => {
      const [, run = '', alpha = ''] = /^v(\d+)_([\d.]+)_/.exec(name) ?? [];
      const records = history.epoch_acc_l.map((accuracy, i): EpochRecord => {
        const measures = { loss: 0, terms: {}, accuracy, difference: history.diff_t_s[i] ?? Number.NaN };
        return { epoch: i + 1, learningRate: 0, train: measures, validation: measures, seconds: 0 };
      });
      return runOf(Number(alpha), Number(run), records);
    });
    const { points } = absorb(emptySeries, runs);
    const final = (alpha: number, quantity: EpochQuantity) => {
      const moments = points.find((one) => alphaOf(one) === alpha)?.epochs[24]?.validation[quantity];
      return moments ? { ...moments, std: deviation(moments) } : { mean: Number.NaN, std: Number.NaN };
    };
    // Recomputed from the saved histories by someone else: .9542 ± .0053, .878 ± .125; .9608 ± .0053, 1.213 ± .146.
    expect(final(0, 'accuracy').mean).toBeCloseTo(0.9542, 4);
    expect(final(0, 'accuracy').std).toBeCloseTo(0.0053, 4);
    expect(final(0, 'difference').mean).toBeCloseTo(0.878, 3);
    expect(final(0, 'difference').std).toBeCloseTo(0.125, 3);
    expect(final(1, 'accuracy').mean).toBeCloseTo(0.9608, 4);
    expect(final(1, 'accuracy').std).toBeCloseTo(0.0053, 4);
    expect(final(1, 'difference').mean).toBeCloseTo(1.213, 3);
    expect(final(1, 'difference').std).toBeCloseTo(0.146, 3);
  });
});
