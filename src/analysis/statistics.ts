/**
 * From runs to the table: means, sample deviations over runs, paired gains, and which of them are more than chance.
 */

import { byPoint, historyOf } from '../protocol/record.ts';
import type { EpochRecord, Measures, RunRecord, StageRecord } from '../protocol/records.ts';
import { type PointKey, pointKey } from '../protocol/runId.ts';
import { alphaAt, type Point } from '../spec/point.ts';
import { type Spread, spread } from './spread.ts';
import { type StageRow, stageRows } from './stageTable.ts';

/** Mean of n paired differences and its standard error, std / √n; NaN for n < 2. */
export interface Gain {
  readonly mean: number;
  readonly standardError: number;
  readonly n: number;
}

export interface TableRow {
  readonly key: PointKey;
  readonly point: Point;
  readonly n: number;
  readonly loss: Spread;
  readonly accuracy: Spread;
  readonly difference: Spread;
  readonly terms: Readonly<Record<string, Spread>>;
  /** What each stage left, whatever epochs the row is of; the last one's network is what the run gave. */
  readonly stages: readonly StageRow[];
  /** Accuracy gained over alpha = 1 at the same place of all other axes, over the runs that both have; undefined for alpha 1 and without pairs. */
  readonly gain?: Gain;
}

/** `final`: each run's last epoch. `best`: each run's epoch of highest validation accuracy (first of equals). `pooled`: all epochs of all runs thrown together, as the seed repository did. */
export type TableKind = 'final' | 'best' | 'pooled';

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

/**
 * What a run came to. `final` is of the network that it gave in the end, which a stage without epochs may have made after the
 * last of them. `best` is of the last stage's epochs, and where it has none of that network too.
 */
export function outcomeOf(run: RunRecord, kind: 'final' | 'best'): Measures | undefined {
  const last = run.stages.at(-1);
  const best = kind === 'best' && last ? chooseEpoch(last.history, kind) : undefined;
  return best?.validation ?? measuresAtEnd(last) ?? historyOf(run).at(-1)?.validation;
}

function measuresAtEnd(stage: StageRecord | undefined): Measures | undefined {
  const { loss, accuracy, difference, hard, soft } = stage?.measures ?? {};
  if (loss === undefined || accuracy === undefined || difference === undefined) return undefined;
  const terms = { ...(hard === undefined ? {} : { hard }), ...(soft === undefined ? {} : { soft }) };
  return { loss, accuracy, difference, terms };
}

/** The table over all finished runs, one row per point in ascending order. Validation measures. */
export function tableOf(runs: readonly RunRecord[], kind: TableKind): readonly TableRow[] {
  const finished = runs.filter((run) => run.status === 'finished' && outcomeOf(run, 'final') !== undefined);
  return byPoint(finished).map(({ key, point, runs: mine }) => {
    const measures =
      kind === 'pooled'
        ? mine.flatMap((run) => historyOf(run).map(({ validation }) => validation))
        : mine.flatMap((run) => outcomeOf(run, kind) ?? []);
    const termNames = [...new Set(measures.flatMap((measure) => Object.keys(measure.terms)))];
    const gain =
      alphaAt(point) === 1 || kind === 'pooled'
        ? undefined
        : gainOver(finished, point, { ...point, alpha: 1 }, kind);
    return {
      key,
      point,
      n: mine.length,
      loss: spread(measures.map((measure) => measure.loss)),
      accuracy: spread(measures.map((measure) => measure.accuracy)),
      difference: spread(measures.map((measure) => measure.difference)),
      terms: Object.fromEntries(
        termNames.map((name) => [name, spread(measures.map((measure) => measure.terms[name] ?? Number.NaN))]),
      ),
      stages: stageRows(mine),
      ...(gain ? { gain } : {}),
    };
  });
}

/** Accuracy at `point` minus accuracy at `baseline`, run by run (same run number = same weights and batches). */
export function gainOver(
  runs: readonly RunRecord[],
  point: Point,
  baseline: Point,
  kind: 'final' | 'best',
): Gain | undefined {
  const differences: number[] = [];
  const finished = runs.filter(({ status }) => status === 'finished');
  const baselineKey = pointKey(baseline);
  const pairs = new Map(
    finished.filter((run) => pointKey(run.point) === baselineKey).map((run) => [run.run, run]),
  );
  const key = pointKey(point);
  for (const run of finished) {
    const pair = pairs.get(run.run);
    if (pair === undefined || pointKey(run.point) !== key) continue;
    const mine = outcomeOf(run, kind);
    const theirs = outcomeOf(pair, kind);
    if (mine && theirs) differences.push(mine.accuracy - theirs.accuracy);
  }
  return gainOf(differences);
}

/** Undefined without differences. */
export function gainOf(differences: readonly number[]): Gain | undefined {
  if (differences.length === 0) return undefined;
  const { mean, std, n } = spread(differences);
  return { mean, standardError: std / Math.sqrt(n), n };
}

/** `one-pair`: no spread, so nothing can be concluded. `unclear`: the difference is within chance. */
export type Verdict = 'more' | 'less' | 'unclear' | 'one-pair';

/** What a difference that may not be claimed is within: the chance of other seeds, or only that of other images. */
export type Doubt = 'seeds' | 'images';

/** Beyond so many degrees of freedom t is the normal distribution to three digits. */
const normal = 1000;

/** P(|T| < t) of Student's t with a whole number of degrees of freedom: Abramowitz & Stegun 26.7.3 and 26.7.4. */
function within(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cosine = Math.cos(angle);
  const odd = freedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

/**
 * How many standard errors a mean must be from 0 for `share` (as 0.05), two-sided.
 *
 * @param freedom degrees of freedom, rounded down; without one, as of a single run, no number is enough.
 */
export function errorsNeeded(share: number, freedom: number): number {
  const degrees = Math.min(normal, Math.floor(freedom));
  if (!(degrees >= 1)) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = 1e6;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (within(middle, degrees) < 1 - share) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Whether a mean is more than other seeds could make of nothing: |d| > t · s, with s at least `step` / √n: what is measured in
 * steps can differ by the same number of them in every pair, and a deviation of 0 then says nothing.
 *
 * @param step  the smallest difference that one pair can show; 0 for what has no steps.
 * @param share of the chance of a false claim, as 0.05.
 */
export function verdictOverSeeds({ mean, standardError, n }: Gain, step = 0, share = 0.05): Verdict {
  if (n < 2) return 'one-pair';
  const seeds = Math.max(standardError, step / Math.sqrt(n));
  if (!(seeds > 0) || Math.abs(mean) <= errorsNeeded(share, n - 1) * seeds) return 'unclear';
  return mean > 0 ? 'more' : 'less';
}

/**
 * Whether a gain in accuracy may be claimed. Two doubts must be answered: other seeds, and other images.
 *
 * Seeds: see `verdictOverSeeds`; accuracies come in steps of 1 / m.
 * Images: at least |d| of the m images are answered rightly by one of the two students only, so the difference of two
 * shares measured on the same images has a variance of at least |d| (1 − |d|) / m (McNemar 1947); it must be beyond
 * 1.96 of its square root (for 5 %), which for small d means four images.
 *
 * @param images m, how many validation images the accuracies were measured on; where it is not known nothing is claimed.
 * @param share  of the chance of a false claim: 5 %, divided by the number of comparisons where the best is picked.
 */
export function verdictOf(gain: Gain, images: number | undefined, share = 0.05): Verdict {
  const verdict = verdictOverSeeds(gain, images ? 1 / images : 0, share);
  if (verdict !== 'more' && verdict !== 'less') return verdict;
  const difference = Math.abs(gain.mean);
  const beyond =
    images && difference > errorsNeeded(share, normal) * Math.sqrt((difference * (1 - difference)) / images);
  return beyond ? verdict : 'unclear';
}

/** What stands against a claim of a gain that `verdictOf` does not allow: more pairs answer the first, more images the second. */
export function doubtOf(gain: Gain, images: number | undefined): Doubt {
  const verdict = verdictOverSeeds(gain, images ? 1 / images : 0);
  return verdict === 'more' || verdict === 'less' ? 'images' : 'seeds';
}
