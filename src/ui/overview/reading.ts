/**
 * What the student's vessel shows: the student under way, or, at rest, the alpha that the headline names.
 */

import { tableOf } from '../../analysis/statistics.ts';
import type { Pace } from '../../protocol/protocol.ts';
import { alphaOf, historyOf } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { pointKey } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { sameIn } from '../../spec/keys.ts';
import { namedAlpha, pointAt } from '../results/headline/headline.ts';

export type StudentReading =
  | { readonly kind: 'run'; readonly alpha: number; readonly run: number; readonly accuracy: number }
  | { readonly kind: 'mean'; readonly alpha: number; readonly runs: number; readonly accuracy: number };

const hasEpochs = (run: RunRecord) => historyOf(run).length > 0;

/** Validation accuracy: of the last epoch of the run under way, or the mean over an alpha's runs. */
export function studentReading(
  runs: readonly RunRecord[],
  measured: Experiment | undefined,
  pace: Pace | undefined,
): StudentReading | undefined {
  if (pace?.kind === 'student') {
    const current = runs.find((run) => run.id === pace.id);
    const shown = current && hasEpochs(current) ? current : runs.findLast(hasEpochs);
    const last = shown && historyOf(shown).at(-1);
    return shown && last
      ? { kind: 'run', alpha: alphaOf(shown), run: shown.run, accuracy: last.validation.accuracy }
      : undefined;
  }
  if (!measured) return undefined;
  const alpha = namedAlpha(measured.alphas) ?? 1;
  const row = tableOf(runs, 'final').find(({ key }) => key === pointKey(pointAt(measured, alpha)));
  return row && row.n > 0 ? { kind: 'mean', alpha, runs: row.n, accuracy: row.accuracy.mean } : undefined;
}

/** Whether results of `measured` are results of the student's network, for the same data, that `experiment` names. */
export function sameNetworks(experiment: Experiment, measured: Experiment | undefined): boolean {
  return (
    measured !== undefined &&
    sameIn(['network'], { experiment, facts: {} }, { experiment: measured, facts: {} })
  );
}
