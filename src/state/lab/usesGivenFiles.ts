/**
 * Files that each visit is given anew.
 */
import { type Experiment, fieldNames, fieldOf } from '../../spec/experiment.ts';

/** Whether an experiment names a file without saying which: the next visit's may be another. */
export function usesGivenFiles(experiment: Experiment): boolean {
  return fieldNames.some((name) => {
    const { givenFile } = fieldOf(name);
    return givenFile !== undefined && experiment[name] === givenFile;
  });
}
