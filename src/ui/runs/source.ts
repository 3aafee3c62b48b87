/**
 * A sweep that can be listed and compared, wherever its results are from: kept in this browser, on the bench now, or come
 * with a link.
 */

import type { RunRecord } from '../../protocol/records.ts';
import type { SharedResults } from '../../protocol/sharedResults.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { KeptSweep } from '../../state/runs/savedRuns.ts';
import { aboutOfShared } from '../../state/runs/sweepAbout.ts';
import { endOf, type RunEnd, type SweepAbout } from '../../state/runs/sweepRow.ts';

export type SourceId = string;
/** Ids of the sources that are not kept. */
export const benchId = 'bench';
export const sharedId = 'shared';

export interface Source {
  readonly id: SourceId;
  readonly experiment: Experiment;
  readonly about: SweepAbout;
  /** How its finished runs ended. */
  readonly ends: readonly RunEnd[];
  /** Undefined where they have to be read from the store first. */
  readonly runs: readonly RunRecord[] | undefined;
  readonly sweep: KeptSweep | undefined;
}

/** A source with its runs at hand. */
export type Compared = Source & { readonly runs: readonly RunRecord[] };

export function sourceOfKept(sweep: KeptSweep): Source {
  const { id, experiment, about, ends } = sweep;
  return { id, experiment, about, ends, runs: undefined, sweep };
}

const endsOf = (runs: readonly RunRecord[]) =>
  runs.flatMap((run) => (run.status === 'finished' ? (endOf(run) ?? []) : []));

export function sourceOfBench(experiment: Experiment, runs: readonly RunRecord[], about: SweepAbout): Source {
  return { id: benchId, experiment, about, ends: endsOf(runs), runs, sweep: undefined };
}

export function sourceOfShared(experiment: Experiment, shared: SharedResults): Source {
  const { runs } = shared;
  const about = aboutOfShared(shared);
  return { id: sharedId, experiment, about, ends: endsOf(runs), runs, sweep: undefined };
}
