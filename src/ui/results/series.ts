/**
 * What the curves draw: for every alpha and epoch, the mean and spread over the runs that reached the epoch.
 *
 * Records arrive one by one while a sweep trains, and a sweep may hold 60,000 of them, so nothing is computed twice:
 * `absorb` reads only the records that it has not seen and replaces only the epochs that they touch. Everything else
 * is shared with the series before, so that a memoised chart sees at once whether its own alpha changed.
 */
import type { EpochRecord, Measures, RunRecord } from '../../shared/records.ts';

export const sides = ['validation', 'train'] as const;
export type Side = (typeof sides)[number];

export const quantities = ['loss', 'hard', 'soft', 'accuracy', 'difference'] as const;
export type Quantity = (typeof quantities)[number];

/** Running moments of n numbers (Welford 1962): mean, sum of squared deviations, extremes. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly squares: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** One epoch of one alpha over its runs. A quantity that no run has measured is absent. */
export type EpochMoments = Readonly<Record<Side, Readonly<Partial<Record<Quantity, Moments>>>>>;

export interface AlphaSeries {
  readonly alpha: number;
  /** Index 0 is epoch 1; holes are epochs that no run has reached. */
  readonly epochs: readonly (EpochMoments | undefined)[];
}

export interface Series {
  /** Ascending alpha. */
  readonly alphas: readonly AlphaSeries[];
  /** How much of each run is in, by alpha and run. */
  readonly absorbed: ReadonlyMap<string, Absorbed>;
}

interface Absorbed {
  readonly count: number;
  readonly last: EpochRecord;
}

export const emptySeries: Series = { alphas: [], absorbed: new Map() };

/** A measure's value of one quantity; undefined where it was not measured or is not finite. */
export function measuredValue(measures: Measures, quantity: Quantity): number | undefined {
  const value = quantity === 'hard' || quantity === 'soft' ? measures.terms[quantity] : measures[quantity];
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

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

const keyOf = (run: RunRecord) => `${run.alpha}/${run.run}`;

/** True where `runs` only adds to what is already in: no run was dropped, cut or trained anew. */
function continues(series: Series, runs: readonly RunRecord[]): boolean {
  let known = 0;
  for (const run of runs) {
    const before = series.absorbed.get(keyOf(run));
    if (!before) continue;
    known += 1;
    if (run.history[before.count - 1] !== before.last) return false;
  }
  return known === series.absorbed.size;
}

/** The series with every record of `runs`; the same object where nothing is new. */
export function absorb(previous: Series, runs: readonly RunRecord[]): Series {
  const base = continues(previous, runs) ? previous : emptySeries;
  const absorbed = new Map(base.absorbed);
  const touched = new Map<number, (EpochMoments | undefined)[]>();
  for (const run of runs) {
    const from = absorbed.get(keyOf(run))?.count ?? 0;
    const last = run.history.at(-1);
    if (!last || run.history.length === from) continue;
    let epochs = touched.get(run.alpha);
    if (!epochs) {
      epochs = [...(base.alphas.find((one) => one.alpha === run.alpha)?.epochs ?? [])];
      touched.set(run.alpha, epochs);
    }
    for (const record of run.history.slice(from)) {
      while (epochs.length < record.epoch) epochs.push(undefined);
      epochs[record.epoch - 1] = withRecord(epochs[record.epoch - 1], record);
    }
    absorbed.set(keyOf(run), { count: run.history.length, last });
  }
  if (touched.size === 0) return base;
  const kept = base.alphas.filter((one) => !touched.has(one.alpha));
  const renewed = [...touched].map(([alpha, epochs]) => ({ alpha, epochs }));
  return { alphas: [...kept, ...renewed].sort((a, b) => a.alpha - b.alpha), absorbed };
}

function withRecord(before: EpochMoments | undefined, record: EpochRecord): EpochMoments {
  const side = (name: Side) => {
    const moments: Partial<Record<Quantity, Moments>> = { ...before?.[name] };
    for (const quantity of quantities) {
      const value = measuredValue(record[name], quantity);
      if (value !== undefined) moments[quantity] = include(moments[quantity], value);
    }
    return moments;
  };
  return { validation: side('validation'), train: side('train') };
}
