/**
 * What came out, decided in one place: which alpha is named, how many pairs speak, and whether they show anything.
 *
 * The alpha is chosen before any result is seen, so that it cannot be picked for its luck: of the alphas below 1 the
 * one nearest 0.5, of two equally near the smaller (more teacher).
 */
import type { Experiment } from '../../shared/experiment.ts';
import type { RunRecord } from '../../shared/records.ts';
import { type Gain, gainOver, type Spread, tableOf } from '../../shared/statistics.ts';

export type Headline =
  /** Nothing measured, nothing under way. */
  | { readonly kind: 'empty'; readonly students: number }
  /** Under way, and no pair is complete. */
  | { readonly kind: 'first-pair'; readonly alpha: number; readonly planned: number }
  /** No alpha 1 among the alphas: accuracies, and no gain. */
  | { readonly kind: 'no-baseline'; readonly alpha: number; readonly accuracy: Spread | undefined }
  /** Only alpha 1. */
  | { readonly kind: 'only-alone'; readonly accuracy: Spread | undefined }
  /** It ended, and no pair is complete: stopped early or failed. */
  | { readonly kind: 'no-pair'; readonly alpha: number }
  | {
      readonly kind: 'gain';
      readonly alpha: number;
      readonly gain: Gain;
      readonly planned: number;
      readonly running: boolean;
      readonly verdict: Verdict;
      /** Other alphas below 1 were trained too. */
      readonly others: boolean;
    };

/** `one-pair`: no spread, so nothing can be concluded. `unclear`: the difference is within chance. */
export type Verdict = 'more' | 'less' | 'unclear' | 'one-pair';

/** Two-sided 95 % quantiles of Student's t for 1 … 30 degrees of freedom (any table of t). */
const studentT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** How many standard errors a mean of n paired differences must be from 0; 2.042 beyond the table, on the safe side. */
export function standardErrorsNeeded(n: number): number {
  return studentT[Math.min(n - 1, studentT.length) - 1] ?? Number.POSITIVE_INFINITY;
}

/**
 * Whether a gain may be claimed. Two doubts must be answered: other seeds, and other images.
 *
 * Seeds: |d| > t · s, with s at least one image's worth, 1 / (m √n): accuracies come in steps of 1 / m, and pairs that
 * differ by the same number of steps have a deviation of 0 that says nothing.
 * Images: at least |d| of the m images are answered rightly by one of the two students only, so the difference of two
 * shares measured on the same images has a variance of at least |d| (1 − |d|) / m (McNemar 1947); it must be beyond
 * 1.96 of its square root, which for small d means four images.
 *
 * @param images m, how many validation images the accuracies were measured on; where unknown nothing is claimed of equal differences.
 */
export function verdictOf(gain: Gain, images: number | undefined): Verdict {
  if (gain.n < 2) return 'one-pair';
  const difference = Math.abs(gain.mean);
  const seeds = Math.max(gain.standardError, images ? 1 / (images * Math.sqrt(gain.n)) : 0);
  if (!(seeds > 0) || difference <= standardErrorsNeeded(gain.n) * seeds) return 'unclear';
  if (images && difference <= 1.96 * Math.sqrt((difference * (1 - difference)) / images)) return 'unclear';
  return gain.mean > 0 ? 'more' : 'less';
}

/** Of the alphas below 1 the one nearest 0.5, of two equally near the smaller; undefined where all are 1. */
export function namedAlpha(alphas: readonly number[]): number | undefined {
  let named: number | undefined;
  for (const alpha of [...alphas].sort((a, b) => a - b)) {
    if (alpha >= 1) continue;
    if (named === undefined || Math.abs(alpha - 0.5) < Math.abs(named - 0.5) - 1e-12) named = alpha;
  }
  return named;
}

/**
 * The headline of `runs` of `experiment`; `running` while its sweep is under way. Final epochs.
 *
 * @param images validation images, as for `verdictOf`.
 */
export function headlineOf(
  experiment: Pick<Experiment, 'alphas' | 'runs'>,
  runs: readonly RunRecord[],
  running: boolean,
  images: number | undefined,
): Headline {
  const planned = experiment.runs;
  if (runs.length === 0 && !running)
    return { kind: 'empty', students: experiment.alphas.length * experiment.runs };
  const alpha = namedAlpha(experiment.alphas);
  const accuracyOf = (which: number) =>
    tableOf(runs, 'final').find((row) => row.alpha === which)?.accuracy ?? undefined;
  if (alpha === undefined) return { kind: 'only-alone', accuracy: accuracyOf(1) };
  if (!experiment.alphas.includes(1)) return { kind: 'no-baseline', alpha, accuracy: accuracyOf(alpha) };
  const gain = gainOver(runs, alpha, 1, 'final');
  if (!gain) return running ? { kind: 'first-pair', alpha, planned } : { kind: 'no-pair', alpha };
  const others = experiment.alphas.some((one) => one < 1 && one !== alpha);
  return { kind: 'gain', alpha, gain, planned, running, verdict: verdictOf(gain, images), others };
}
