/**
 * Files that each visit is given anew.
 */
import type { Experiment } from '../shared/experiment.ts';

/** Whether an experiment names a file without saying which: the next visit's may be another. */
export function usesGivenFiles({ teacher, studentStart }: Experiment): boolean {
  return teacher === 'file' || studentStart === 'file';
}
