/**
 * What came out, decided in one place: which alpha is named, how many pairs speak, and whether they show anything.
 *
 * The alpha is chosen before any result is seen, so that it cannot be picked for its luck: of the alphas below 1 the
 * one nearest 0.5, of two equally near the smaller (more teacher).
 */

import type { Spread } from '../../../analysis/spread.ts';
import {
  type Doubt,
  doubtOf,
  type Gain,
  gainOver,
  tableOf,
  type Verdict,
  verdictOf,
} from '../../../analysis/statistics.ts';
import { plannedRuns } from '../../../protocol/assignments.ts';
import type { RunRecord } from '../../../protocol/records.ts';
import { pointKey } from '../../../protocol/runId.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { alphaAt, axesOf, type Point, pointOf, pointsOf, type Varied } from '../../../spec/point.ts';

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
      /** What stands against a claim where the verdict is none. */
      readonly doubt: Doubt;
      /** Validation images; undefined where they are not known. */
      readonly images: number | undefined;
      /** Other alphas below 1 were trained too. */
      readonly others: boolean;
    };

/** Of the alphas below 1 the one nearest 0.5, of two equally near the smaller; undefined where all are 1. */
export function namedAlpha(alphas: readonly number[]): number | undefined {
  let named: number | undefined;
  for (const alpha of [...alphas].sort((a, b) => a - b)) {
    if (alpha >= 1) continue;
    if (named === undefined || Math.abs(alpha - 0.5) < Math.abs(named - 0.5) - 1e-12) named = alpha;
  }
  return named;
}

/** Of the points of an alpha the one that is trained first. */
export function pointAt(experiment: Varied, alpha: number): Point {
  return pointsOf(axesOf(experiment)).find((point) => alphaAt(point) === alpha) ?? pointOf(alpha);
}

/**
 * The headline of `runs` of `experiment`; `running` while its sweep is under way. Final epochs.
 *
 * @param images validation images, as for `verdictOf`.
 */
export function headlineOf(
  experiment: Pick<Experiment, 'alphas' | 'runs' | 'vary'>,
  runs: readonly RunRecord[],
  running: boolean,
  images: number | undefined,
): Headline {
  const planned = experiment.runs;
  if (runs.length === 0 && !running) return { kind: 'empty', students: plannedRuns(experiment) };
  const alpha = namedAlpha(experiment.alphas);
  const accuracyOf = (which: number) =>
    tableOf(runs, 'final').find((row) => row.key === pointKey(pointAt(experiment, which)))?.accuracy ??
    undefined;
  if (alpha === undefined) return { kind: 'only-alone', accuracy: accuracyOf(1) };
  if (!experiment.alphas.includes(1)) return { kind: 'no-baseline', alpha, accuracy: accuracyOf(alpha) };
  const gain = gainOver(runs, pointAt(experiment, alpha), pointAt(experiment, 1), 'final');
  if (!gain) return running ? { kind: 'first-pair', alpha, planned } : { kind: 'no-pair', alpha };
  const others = experiment.alphas.some((one) => one < 1 && one !== alpha);
  const [verdict, doubt] = [verdictOf(gain, images), doubtOf(gain, images)];
  return { kind: 'gain', alpha, gain, planned, running, verdict, doubt, images, others };
}
