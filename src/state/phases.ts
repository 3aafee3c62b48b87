/**
 * Groups of phases that several places ask about.
 */
import type { Phase } from './labState.ts';

/** A sweep or a teacher's training is under way: nothing else may be started, and closing the tab loses work. */
export function isBusy(phase: Phase): boolean {
  return phase === 'training-teacher' || phase === 'running' || phase === 'paused' || phase === 'stopping';
}
