/**
 * Two sweeps point by point: what each measured, and B − A with its chance.
 */
import {
  type Contrast,
  gainSamples,
  pairedContrast,
  samplesOf,
  welchContrast,
} from '../../analysis/contrast.ts';
import { type Spread, spread } from '../../analysis/spread.ts';
import { type Gain, gainOver } from '../../analysis/statistics.ts';
import { byPoint } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import type { PointKey } from '../../protocol/runId.ts';
import { alphaAt, type Point } from '../../spec/point.ts';

/** Figures of one point in one sweep: final epochs of finished runs. */
export interface PointFigures {
  readonly accuracy: Spread;
  readonly difference: Spread;
  readonly gain: Gain | undefined;
}

export interface ContrastRow {
  readonly key: PointKey;
  readonly point: Point;
  readonly a: PointFigures | undefined;
  readonly b: PointFigures | undefined;
  readonly accuracy: Contrast | undefined;
  readonly gain: Contrast | undefined;
  readonly difference: Contrast | undefined;
}

function figuresOf(runs: readonly RunRecord[], point: Point): PointFigures | undefined {
  const accuracies = samplesOf(runs, point, 'accuracy');
  if (accuracies.length === 0) return undefined;
  return {
    accuracy: spread(accuracies.map(({ value }) => value)),
    difference: spread(samplesOf(runs, point, 'difference').map(({ value }) => value)),
    gain: isAlone(point) ? undefined : gainOver(runs, point, { ...point, alpha: 1 }, 'final'),
  };
}

const isAlone = (point: Point) => alphaAt(point) === 1;

/** One row for each point of either sweep, ascending. */
export function contrastRows(
  a: readonly RunRecord[],
  b: readonly RunRecord[],
  paired: boolean,
): readonly ContrastRow[] {
  const contrast = paired ? pairedContrast : welchContrast;
  return byPoint([...a, ...b]).flatMap(({ key, point }): ContrastRow[] => {
    const [inA, inB] = [figuresOf(a, point), figuresOf(b, point)];
    if (!inA && !inB) return [];
    return [
      {
        key,
        point,
        a: inA,
        b: inB,
        accuracy: contrast(samplesOf(a, point, 'accuracy'), samplesOf(b, point, 'accuracy')),
        gain: isAlone(point) ? undefined : contrast(gainSamples(a, point), gainSamples(b, point)),
        difference: contrast(samplesOf(a, point, 'difference'), samplesOf(b, point, 'difference')),
      },
    ];
  });
}
