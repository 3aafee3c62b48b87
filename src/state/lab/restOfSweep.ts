/**
 * Part of a sweep that is kept: what is left of it is offered to be trained, or what there is can be discarded. A deletion,
 * here or in Runs, can be taken back until the next one.
 */

import { plannedRuns } from '../../protocol/assignments.ts';
import { alphaOf } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { sameExperiment } from '../runs/experimentKey.ts';
import type { KeptSweep, SavedRuns } from '../runs/savedRuns.ts';
import type { SweepAbout } from '../runs/sweepRow.ts';
import type { LabActions, LabState } from './labState.ts';
import { isBusy } from './phases.ts';
import { nothingShown, type ShownResults, shownResultsOf } from './shownResults.ts';

interface Parts {
  readonly savedRuns: SavedRuns;
  readonly state: () => LabState;
  readonly change: (part: Partial<LabState>) => void;
}

export interface RestOfSweep {
  /** Finished runs of an earlier visit or of a sweep that was stopped. */
  runs(): readonly RunRecord[];
  /** How long they took. */
  seconds(): number | undefined;
  /** Offers what is left to train beside these runs. */
  offer(experiment: Experiment, runs: readonly RunRecord[], about: SweepAbout | undefined): void;
  /** A sweep that ended early goes on from its finished runs, while the form still says what they are runs of. */
  offerOfMeasured(): void;
  /** The finished runs of the sweep that is shown, to go on from; none while the form says something else. */
  takeMeasured(): readonly RunRecord[];
  /** The form says something else. */
  withdraw(): void;
  /** A sweep begins: what was deleted of the same would come back over its runs. */
  begin(experiment: Experiment): void;
  readonly actions: Pick<
    LabActions,
    'discardUnfinished' | 'deleteSweep' | 'undoDeletion' | 'dismissDeletion'
  >;
}

export function createRestOfSweep({ savedRuns, state, change }: Parts): RestOfSweep {
  let kept: readonly RunRecord[] = [];
  let keptSeconds: number | undefined;
  /** Puts the page as it was before the last deletion. */
  let showAgain: () => void = () => undefined;

  const offer: RestOfSweep['offer'] = (experiment, runs, about) => {
    kept = runs;
    keptSeconds = about?.seconds;
    const alphas = experiment.alphas
      .map((alpha) => ({ alpha, done: runs.filter((run) => alphaOf(run) === alpha).length }))
      .filter(({ done }) => done > 0);
    change({ unfinished: { done: runs.length, total: plannedRuns(experiment), alphas } });
  };

  /** What is offered now, to be offered again if the form still says the same and nothing is trained. */
  const offerAgain = (before: ShownResults | undefined) => {
    const { experiment } = state();
    const runs = kept;
    const seconds = keptSeconds;
    return () => {
      const { experiment: current, phase, measured } = state();
      if (isBusy(phase) || !sameExperiment(current, experiment)) return;
      if (before && !measured) change({ ...before, phase: phase === 'ready' ? 'done' : phase });
      offer(experiment, runs, seconds === undefined ? undefined : { seconds });
    };
  };

  return {
    runs: () => kept,
    seconds: () => keptSeconds,
    offer,
    offerOfMeasured() {
      const { experiment, measured, measuredOn, runs, shared, phase } = state();
      if (isBusy(phase) || !sameExperiment(experiment, measured) || runs === shared?.runs) return;
      const finished = runs.filter((run) => run.status === 'finished');
      const left = plannedRuns(experiment) - runs.filter(hasEnded).length;
      if (finished.length > 0 && left > 0) offer(experiment, finished, measuredOn);
    },
    takeMeasured() {
      const { experiment, measured, measuredOn, runs, shared } = state();
      const isShown = sameExperiment(experiment, measured) && runs !== shared?.runs;
      kept = isShown ? runs.filter((run) => run.status === 'finished') : [];
      keptSeconds = measuredOn?.seconds;
      return kept;
    },
    withdraw() {
      kept = [];
    },
    begin(experiment) {
      if (sameExperiment(experiment, state().deleted?.sweep.experiment)) change({ deleted: undefined });
    },
    actions: {
      discardUnfinished() {
        const { experiment, measured, runs, shared, phase, sharedExperiment } = state();
        // What would be gone after a reload does not stay on the page either.
        const isShown = measured && sameExperiment(experiment, measured) && runs !== shared?.runs;
        const undo = offerAgain(isShown ? shownResultsOf(state()) : undefined);
        kept = [];
        change({
          unfinished: undefined,
          ...(isShown ? { ...nothingShown, shared, sharedExperiment } : {}),
          ...(isShown && phase === 'done' ? { phase: 'ready' } : {}),
        });
        void savedRuns.takeOf(isShown ? measured : experiment).then((taken) => {
          if (!taken) return;
          showAgain = undo;
          change({ deleted: { ...taken, from: 'bench' } });
        });
      },
      async deleteSweep(sweep: KeptSweep) {
        const { unfinished, experiment } = state();
        const isOffered = unfinished && sameExperiment(sweep.experiment, experiment);
        const undo = isOffered ? offerAgain(undefined) : () => undefined;
        const taken = await savedRuns.take(sweep);
        if (isOffered) kept = [];
        showAgain = undo;
        change({ deleted: { ...taken, from: 'runs' }, ...(isOffered ? { unfinished: undefined } : {}) });
      },
      async undoDeletion() {
        const { deleted } = state();
        if (!deleted) return;
        change({ deleted: undefined });
        await savedRuns.putBack(deleted);
        showAgain();
      },
      dismissDeletion: () => change({ deleted: undefined }),
    },
  };
}

/** A run that failed would fail again. */
const hasEnded = ({ status }: RunRecord) => status === 'finished' || status === 'failed';
