/**
 * What the student's vessel shows: the student under way, or, at rest, the alpha that the headline names.
 */

import { tableOf } from '../../analysis/statistics.ts';
import type { Pace } from '../../protocol/protocol.ts';
import { quantitiesOf } from '../../protocol/quantities.ts';
import { alphaOf, historyOf } from '../../protocol/record.ts';
import type { ModelCard, RunRecord } from '../../protocol/records.ts';
import { pointKey } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { sameIn } from '../../spec/keys.ts';
import { namedAlpha, pointAt } from '../results/headline/headline.ts';

/** Of the network whose accuracy it is, as far as a stage measured it: means over runs. Bytes as stored. */
export interface NetworkSize {
  readonly parameters: number;
  readonly bytes: number;
  readonly multiplyAdds: number;
}

interface Read {
  readonly alpha: number;
  readonly accuracy: number;
  /** Undefined where no stage changed the student that the form names. */
  readonly network: NetworkSize | undefined;
}

export type StudentReading = Read &
  ({ readonly kind: 'run'; readonly run: number } | { readonly kind: 'mean'; readonly runs: number });

const hasEpochs = (run: RunRecord) => historyOf(run).length > 0;

/** Validation accuracy: of the network that the run under way has come to, or the mean over an alpha's runs of their last ones. */
export function studentReading(
  runs: readonly RunRecord[],
  measured: Experiment | undefined,
  pace: Pace | undefined,
): StudentReading | undefined {
  if (pace?.kind === 'student') {
    const current = runs.find((run) => run.id === pace.id);
    const shown = current && hasEpochs(current) ? current : runs.findLast(hasEpochs);
    const found = shown?.stages.map(quantitiesOf) ?? [];
    const accuracy = found.findLast((one) => one.accuracy !== undefined)?.accuracy;
    if (!shown || accuracy === undefined) return undefined;
    const network = found.map(sizeIn).findLast((size) => size !== undefined);
    return { kind: 'run', alpha: alphaOf(shown), run: shown.run, accuracy, network };
  }
  if (!measured) return undefined;
  const alpha = namedAlpha(measured.alphas) ?? 1;
  const row = tableOf(runs, 'final').find(({ key }) => key === pointKey(pointAt(measured, alpha)));
  if (!row || row.n === 0) return undefined;
  const { parameters, bytes, multiplyAdds } = row.stages.at(-1)?.quantities ?? {};
  const means = { parameters: parameters?.mean, bytes: bytes?.mean, multiplyAdds: multiplyAdds?.mean };
  return { kind: 'mean', alpha, runs: row.n, accuracy: row.accuracy.mean, network: sizeIn(means) };
}

type Sizes = Readonly<Partial<Record<keyof NetworkSize, number | undefined>>>;

function sizeIn({ parameters, bytes, multiplyAdds = 0 }: Sizes): NetworkSize | undefined {
  return parameters === undefined || bytes === undefined ? undefined : { parameters, bytes, multiplyAdds };
}

/** The student's card with the size that it has at the end of its recipe. Its name says what it began as. */
export const cardOfNetwork = (student: ModelCard, network: NetworkSize): ModelCard => ({
  ...student,
  ...network,
});

/** Whether results of `measured` are results of the student's network, for the same data, that `experiment` names. */
export function sameNetworks(experiment: Experiment, measured: Experiment | undefined): boolean {
  return (
    measured !== undefined &&
    sameIn(['network'], { experiment, facts: {} }, { experiment: measured, facts: {} })
  );
}
