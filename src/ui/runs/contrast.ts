/**
 * The difference of two sweeps with what is to be known of its chance: paired where run i of both is one pair, and
 * otherwise as two independent samples (Welch 1947).
 */

import type { RunRecord } from '../../shared/records.ts';
import { chooseEpoch, type Gain, gainOver, type Spread, spread } from '../../shared/statistics.ts';

/** One run's figure. */
export interface Sample {
  readonly run: number;
  readonly seed: number;
  readonly value: number;
}

/** B − A. */
export interface Contrast {
  readonly mean: number;
  /** NaN where it cannot be known: one pair, or a sample of one. */
  readonly standardError: number;
  /** Of Student's t; NaN where there is no standard error. */
  readonly freedom: number;
  /** Undefined where the samples are independent. */
  readonly pairs: number | undefined;
  readonly counts: readonly [a: number, b: number];
}

/** Mean over pairs of value B − value A, ± its sample deviation over √pairs; a pair has one run number and one seed. */
export function pairedContrast(a: readonly Sample[], b: readonly Sample[]): Contrast | undefined {
  const differences = b.flatMap((mine) => {
    const pair = a.find((theirs) => theirs.run === mine.run && theirs.seed === mine.seed);
    return pair ? [mine.value - pair.value] : [];
  });
  if (differences.length === 0) return undefined;
  const { mean, std, n } = spread(differences);
  const freedom = n > 1 ? n - 1 : Number.NaN;
  return { mean, standardError: std / Math.sqrt(n), freedom, pairs: n, counts: [a.length, b.length] };
}

/**
 * Difference of two means ± √(s²A / nA + s²B / nB), with the degrees of freedom of Welch and Satterthwaite:
 * (vA + vB)² / (vA² / (nA − 1) + vB² / (nB − 1)), v = s² / n.
 */
export function welchContrast(a: readonly Sample[], b: readonly Sample[]): Contrast | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const [inA, inB] = [spread(a.map(({ value }) => value)), spread(b.map(({ value }) => value))];
  const [vA, vB] = [inA.std ** 2 / inA.n, inB.std ** 2 / inB.n];
  const freedom = (vA + vB) ** 2 / (vA ** 2 / (inA.n - 1) + vB ** 2 / (inB.n - 1));
  return {
    mean: inB.mean - inA.mean,
    standardError: Math.sqrt(vA + vB),
    freedom: vA + vB > 0 ? freedom : Number.NaN,
    pairs: undefined,
    counts: [inA.n, inB.n],
  };
}

/** Figures of one alpha in one sweep: final epochs of finished runs. */
export interface AlphaFigures {
  readonly accuracy: Spread;
  readonly difference: Spread;
  readonly gain: Gain | undefined;
}

export interface ContrastRow {
  readonly alpha: number;
  readonly a: AlphaFigures | undefined;
  readonly b: AlphaFigures | undefined;
  readonly accuracy: Contrast | undefined;
  readonly gain: Contrast | undefined;
  readonly difference: Contrast | undefined;
}

type Measure = 'accuracy' | 'difference';

function samplesOf(runs: readonly RunRecord[], alpha: number, measure: Measure): readonly Sample[] {
  return runs.flatMap((record) => {
    const { run, seed, status, history } = record;
    const last = chooseEpoch(history, 'final');
    if (record.alpha !== alpha || status !== 'finished' || !last) return [];
    return [{ run, seed, value: last.validation[measure] }];
  });
}

/** Accuracy gained over alpha 1, run by run. */
function gainSamples(runs: readonly RunRecord[], alpha: number): readonly Sample[] {
  const alone = samplesOf(runs, 1, 'accuracy');
  return samplesOf(runs, alpha, 'accuracy').flatMap((sample) => {
    const pair = alone.find((other) => other.run === sample.run);
    return pair ? [{ ...sample, value: sample.value - pair.value }] : [];
  });
}

function figuresOf(runs: readonly RunRecord[], alpha: number): AlphaFigures | undefined {
  const accuracies = samplesOf(runs, alpha, 'accuracy');
  if (accuracies.length === 0) return undefined;
  return {
    accuracy: spread(accuracies.map(({ value }) => value)),
    difference: spread(samplesOf(runs, alpha, 'difference').map(({ value }) => value)),
    gain: alpha === 1 ? undefined : gainOver(runs, alpha, 1, 'final'),
  };
}

/** One row for each alpha of either sweep, ascending. */
export function contrastRows(
  a: readonly RunRecord[],
  b: readonly RunRecord[],
  paired: boolean,
): readonly ContrastRow[] {
  const contrast = paired ? pairedContrast : welchContrast;
  const alphas = [...new Set([...a, ...b].map((run) => run.alpha))].sort((one, other) => one - other);
  return alphas.flatMap((alpha): ContrastRow[] => {
    const [inA, inB] = [figuresOf(a, alpha), figuresOf(b, alpha)];
    if (!inA && !inB) return [];
    return [
      {
        alpha,
        a: inA,
        b: inB,
        accuracy: contrast(samplesOf(a, alpha, 'accuracy'), samplesOf(b, alpha, 'accuracy')),
        gain: alpha === 1 ? undefined : contrast(gainSamples(a, alpha), gainSamples(b, alpha)),
        difference: contrast(samplesOf(a, alpha, 'difference'), samplesOf(b, alpha, 'difference')),
      },
    ];
  });
}
