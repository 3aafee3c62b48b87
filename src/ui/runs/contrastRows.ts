/**
 * Two sweeps alpha by alpha: what each measured, and B − A with its chance.
 */
import {
  type Contrast,
  gainSamples,
  pairedContrast,
  samplesOf,
  welchContrast,
} from '../../shared/contrast.ts';
import type { RunRecord } from '../../shared/records.ts';
import { type Gain, gainOver, type Spread, spread } from '../../shared/statistics.ts';

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
