/**
 * Groups of phases that several places ask about, and what is said in them.
 */
import type { FieldName } from '../../spec/experiment.ts';
import type { Notice } from '../../spec/readExperiment.ts';
import type { Phase } from './labState.ts';

/** A sweep or a teacher's training is under way: nothing else may be started, and closing the tab loses work. */
export function isBusy(phase: Phase): boolean {
  return phase === 'training-teacher' || phase === 'running' || phase === 'paused' || phase === 'stopping';
}

/** What is said of something that was given while the lab is busy. */
export function busyNotice(name: FieldName, given: string): Notice {
  return {
    name,
    given,
    allowed: 'a change while nothing is trained',
    used: 'the one that is being trained with',
  };
}
