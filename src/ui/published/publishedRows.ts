/**
 * Rows of the two tables that stand side by side, ours made as the published ones are.
 */
import {
  isComplete,
  type PublishedRow,
  type PublishedSweep,
} from '../../analysis/published/publishedSweep.ts';
import { tableOf } from '../../analysis/statistics.ts';
import { alphaOf } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';

/** `final`: last epochs, over runs. `pooled`: all epochs of all runs thrown together. */
export type PublishedKind = 'final' | 'pooled';

/** Our finished runs, one row for each alpha; n counts what each mean is of: runs, or epochs of runs. */
export function ourRows(runs: readonly RunRecord[], kind: PublishedKind): readonly PublishedRow[] {
  return tableOf(runs, kind).map((row) => ({
    ...{ alpha: alphaOf(row), n: row.accuracy.n },
    ...{ loss: row.loss, accuracy: row.accuracy, difference: row.difference },
  }));
}

export interface ShortAlpha {
  readonly alpha: number;
  readonly complete: number;
  readonly saved: number;
}

/** The alphas of which not every saved run is complete. */
export function shortAlphas(sweep: PublishedSweep): readonly ShortAlpha[] {
  return sweep.alphas
    .map((alpha) => {
      const saved = sweep.runs.filter((run) => run.alpha === alpha);
      return { alpha, saved: saved.length, complete: saved.filter((run) => isComplete(sweep, run)).length };
    })
    .filter(({ complete, saved }) => complete < saved);
}
