/**
 * From runs to the table: means, sample deviations over runs, paired gains.
 */
import type { EpochRecord, RunRecord } from './records.ts';

/** Mean and sample standard deviation (n − 1) of n numbers; `std` is NaN for n < 2. */
export interface Spread {
  readonly mean: number;
  readonly std: number;
  readonly n: number;
}

/** Mean of n paired differences and its standard error, std / √n; NaN for n < 2. */
export interface Gain {
  readonly mean: number;
  readonly standardError: number;
  readonly n: number;
}

export interface TableRow {
  readonly alpha: number;
  readonly n: number;
  readonly loss: Spread;
  readonly accuracy: Spread;
  readonly difference: Spread;
  readonly terms: Readonly<Record<string, Spread>>;
  /** Accuracy gained over alpha = 1, over the runs that both have; undefined for alpha 1 and without pairs. */
  readonly gain?: Gain;
}

/** `final`: each run's last epoch. `best`: each run's epoch of highest validation accuracy (first of equals). `pooled`: all epochs of all runs thrown together, as the seed repository did. */
export type TableKind = 'final' | 'best' | 'pooled';

export function spread(values: readonly number[]): Spread {
  const n = values.length;
  if (n === 0) return { mean: Number.NaN, std: Number.NaN, n };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: n > 1 ? Math.sqrt(squares / (n - 1)) : Number.NaN, n };
}

export function chooseEpoch(
  history: readonly EpochRecord[],
  kind: 'final' | 'best',
): EpochRecord | undefined {
  if (kind === 'final') return history.at(-1);
  let best: EpochRecord | undefined;
  for (const record of history) {
    if (!best || record.validation.accuracy > best.validation.accuracy) best = record;
  }
  return best;
}

/** The table over all finished runs, one row per alpha in ascending order. Validation measures. */
export function tableOf(runs: readonly RunRecord[], kind: TableKind): readonly TableRow[] {
  const finished = runs.filter((run) => run.status === 'finished' && run.history.length > 0);
  const alphas = [...new Set(finished.map((run) => run.alpha))].sort((a, b) => a - b);
  return alphas.map((alpha) => {
    const mine = finished.filter((run) => run.alpha === alpha);
    const epochs =
      kind === 'pooled'
        ? mine.flatMap((run) => run.history)
        : mine.flatMap((run) => chooseEpoch(run.history, kind) ?? []);
    const measures = epochs.map((record) => record.validation);
    const termNames = [...new Set(measures.flatMap((measure) => Object.keys(measure.terms)))];
    const gain = alpha === 1 || kind === 'pooled' ? undefined : gainOver(finished, alpha, 1, kind);
    return {
      alpha,
      n: mine.length,
      loss: spread(measures.map((measure) => measure.loss)),
      accuracy: spread(measures.map((measure) => measure.accuracy)),
      difference: spread(measures.map((measure) => measure.difference)),
      terms: Object.fromEntries(
        termNames.map((name) => [name, spread(measures.map((measure) => measure.terms[name] ?? Number.NaN))]),
      ),
      ...(gain ? { gain } : {}),
    };
  });
}

/** Accuracy of alpha minus accuracy of `baseline`, run by run (same run number = same weights and batches). */
export function gainOver(
  runs: readonly RunRecord[],
  alpha: number,
  baseline: number,
  kind: 'final' | 'best',
): Gain | undefined {
  const differences: number[] = [];
  for (const run of runs) {
    if (run.alpha !== alpha || run.status !== 'finished') continue;
    const pair = runs.find(
      (other) => other.alpha === baseline && other.run === run.run && other.status === 'finished',
    );
    const mine = chooseEpoch(run.history, kind);
    const theirs = pair && chooseEpoch(pair.history, kind);
    if (mine && theirs) differences.push(mine.validation.accuracy - theirs.validation.accuracy);
  }
  if (differences.length === 0) return undefined;
  const { mean, std, n } = spread(differences);
  return { mean, standardError: std / Math.sqrt(n), n };
}
