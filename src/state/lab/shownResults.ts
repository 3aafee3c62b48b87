/**
 * Results that were on the page and gave way to others, as to those of a lesson or of a kept sweep, remembered for as long as
 * the page lives: who comes back to their settings, by Back or from the lesson, finds them as they were. Storage knows
 * finished runs only, and none of a link.
 */
import type { Experiment } from '../../spec/experiment.ts';
import { experimentKey } from '../runs/experimentKey.ts';
import type { LabState } from './labState.ts';

export type ShownResults = Pick<
  LabState,
  'measured' | 'measuredOn' | 'runs' | 'seconds' | 'teacherUse' | 'shared' | 'sharedExperiment'
>;

export const nothingShown: ShownResults = {
  ...{ measured: undefined, measuredOn: undefined, runs: [], seconds: undefined, teacherUse: undefined },
  ...{ shared: undefined, sharedExperiment: undefined },
};

export function shownResultsOf(state: LabState): ShownResults {
  const { measured, measuredOn, runs, seconds, teacherUse, shared, sharedExperiment } = state;
  return { measured, measuredOn, runs, seconds, teacherUse, shared, sharedExperiment };
}

/** Settings of which it is remembered what was shown beside them; those set longest ago go first. */
const most = 200;

export interface ShownMemory {
  /** The form says this while results are shown that may be of other settings: they stay while it is edited. */
  note(experiment: Experiment): void;
  /** Other results are about to take the place of those that are shown. */
  leave(state: LabState): void;
  /** Whether results were left with these settings. */
  remembers(experiment: Experiment): boolean;
  /**
   * What to show with these settings again.
   *
   * @returns undefined where it is shown now.
   */
  goBack(experiment: Experiment, state: LabState): ShownResults | undefined;
}

export function createShownMemory(): ShownMemory {
  /** What was shown with each of several settings, filled in when it is left. */
  type Shown = { results?: ShownResults };
  const byKey = new Map<string, Shown>();
  let now: Shown = {};
  const note = (experiment: Experiment) => {
    const key = experimentKey(experiment);
    byKey.delete(key);
    byKey.set(key, now);
    for (const oldest of byKey.keys()) if (byKey.size > most) byKey.delete(oldest);
  };
  const leave = (state: LabState) => {
    note(state.experiment);
    now.results = shownResultsOf(state);
    now = {};
  };
  return {
    note,
    leave,
    remembers: (experiment) => byKey.get(experimentKey(experiment))?.results !== undefined,
    goBack(experiment, state) {
      const then = byKey.get(experimentKey(experiment));
      if (then === now) return undefined;
      leave(state);
      if (then) now = then;
      return then?.results ?? nothingShown;
    },
  };
}
