/**
 * What the curves draw: for every point and epoch, the mean and spread over the runs that reached the epoch.
 *
 * Records arrive one by one while a sweep trains, and a sweep may hold 60,000 of them, so nothing is computed twice:
 * `absorb` reads only the records that it has not seen and replaces only the epochs that they touch. Everything else
 * is shared with the series before, so that a memoised chart sees at once whether its own point changed.
 */

import { measuredValue } from '../../../protocol/quantities.ts';
import { type EpochQuantity, epochQuantityNames } from '../../../protocol/quantityNames.ts';
import { historyOf } from '../../../protocol/record.ts';
import type { EpochRecord, RunRecord } from '../../../protocol/records.ts';
import { type PointKey, pointKey, type RunId } from '../../../protocol/runId.ts';
import { comparePoints, type Point } from '../../../spec/point.ts';

export const sides = ['validation', 'train'] as const;
export type Side = (typeof sides)[number];

/** Running moments of n numbers (Welford 1962): mean, sum of squared deviations, extremes. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly squares: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** One epoch of one point over its runs. A quantity that no run has measured is absent. */
export type EpochMoments = Readonly<Record<Side, Readonly<Partial<Record<EpochQuantity, Moments>>>>>;

export interface PointSeries {
  readonly key: PointKey;
  readonly point: Point;
  /** Index 0 is epoch 1; holes are epochs that no run has reached. */
  readonly epochs: readonly (EpochMoments | undefined)[];
}

export interface Series {
  /** Ascending. */
  readonly points: readonly PointSeries[];
  /** How much of each run is in. */
  readonly absorbed: ReadonlyMap<RunId, Absorbed>;
}

interface Absorbed {
  readonly count: number;
  readonly last: EpochRecord;
}

export const emptySeries: Series = { points: [], absorbed: new Map() };

/** Sample standard deviation (n − 1); NaN for n < 2. */
export function deviation(moments: Moments): number {
  return moments.n > 1 ? Math.sqrt(moments.squares / (moments.n - 1)) : Number.NaN;
}

export function include(moments: Moments | undefined, value: number): Moments {
  if (!moments) return { n: 1, mean: value, squares: 0, minimum: value, maximum: value };
  const n = moments.n + 1;
  const mean = moments.mean + (value - moments.mean) / n;
  return {
    n,
    mean,
    squares: moments.squares + (value - moments.mean) * (value - mean),
    minimum: Math.min(moments.minimum, value),
    maximum: Math.max(moments.maximum, value),
  };
}

/** True where `runs` only adds to what is already in: no run was dropped, cut or trained anew. */
function continues(series: Series, runs: readonly RunRecord[]): boolean {
  let known = 0;
  for (const run of runs) {
    const before = series.absorbed.get(run.id);
    if (!before) continue;
    known += 1;
    if (historyOf(run)[before.count - 1] !== before.last) return false;
  }
  return known === series.absorbed.size;
}

/** The series with every record of `runs`; the same object where nothing is new. */
export function absorb(previous: Series, runs: readonly RunRecord[]): Series {
  const base = continues(previous, runs) ? previous : emptySeries;
  const absorbed = new Map(base.absorbed);
  const touched = new Map<PointKey, { point: Point; epochs: (EpochMoments | undefined)[] }>();
  for (const run of runs) {
    const from = absorbed.get(run.id)?.count ?? 0;
    const history = historyOf(run);
    const last = history.at(-1);
    if (!last || history.length === from) continue;
    const key = pointKey(run.point);
    let one = touched.get(key);
    if (!one) {
      const before = base.points.find((each) => each.key === key);
      one = { point: run.point, epochs: [...(before?.epochs ?? [])] };
      touched.set(key, one);
    }
    const { epochs } = one;
    for (const record of history.slice(from)) {
      while (epochs.length < record.epoch) epochs.push(undefined);
      epochs[record.epoch - 1] = withRecord(epochs[record.epoch - 1], record);
    }
    absorbed.set(run.id, { count: history.length, last });
  }
  if (touched.size === 0) return base;
  const kept = base.points.filter((one) => !touched.has(one.key));
  const renewed = [...touched].map(([key, one]) => ({ key, ...one }));
  return { points: [...kept, ...renewed].sort((a, b) => comparePoints(a.point, b.point)), absorbed };
}

function withRecord(before: EpochMoments | undefined, record: EpochRecord): EpochMoments {
  const side = (name: Side) => {
    const moments: Partial<Record<EpochQuantity, Moments>> = { ...before?.[name] };
    for (const quantity of epochQuantityNames) {
      const value = measuredValue(record[name], quantity);
      if (value !== undefined) moments[quantity] = include(moments[quantity], value);
    }
    return moments;
  };
  return { validation: side('validation'), train: side('train') };
}
