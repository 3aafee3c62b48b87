import { useMemo } from 'react';
import { isMeasured } from '../../protocol/record.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { sameExperiment } from '../../state/runs/experimentKey.ts';
import type { Kept } from '../../state/runs/savedRuns.ts';
import { useSeries } from '../results/charts/useSeries.ts';
import { type Source, sourceOfBench, sourceOfKept, sourceOfShared } from './source.ts';

/**
 * Everything that can be compared: what is on the bench where it is more than what is kept of it, what came with the
 * link, and what is kept, newest first.
 */
export function useSources(kept: Kept | undefined): readonly Source[] {
  const { runs } = useSeries();
  const measured = useLab((lab) => lab.measured);
  const busy = useLab((lab) => isBusy(lab.phase));
  const shared = useLab((lab) => lab.shared);
  const sharedExperiment = useLab((lab) => lab.sharedExperiment);
  const measuredOn = useLab((lab) => lab.measuredOn);
  const fromKept = useMemo(() => kept?.sweeps.map(sourceOfKept) ?? [], [kept]);
  const fromLink = useMemo(
    () => (shared && sharedExperiment ? [sourceOfShared(sharedExperiment, shared)] : []),
    [shared, sharedExperiment],
  );
  const onBench = measured && runs !== shared?.runs && runs.some(isMeasured);
  const before = onBench ? fromKept.find((source) => sameExperiment(source.experiment, measured)) : undefined;
  // Of a sweep that trains, or that ended early, the bench shows more than is kept.
  const more = onBench && (busy || !before || runs.some((run) => run.status !== 'finished'));
  const fromBench = useMemo(
    () => (more ? [sourceOfBench(measured, runs, measuredOn ?? {})] : []),
    [more, measured, runs, measuredOn],
  );
  return useMemo(
    () => [...fromBench, ...fromLink, ...fromKept.filter((source) => !more || source !== before)],
    [fromBench, fromLink, fromKept, more, before],
  );
}
