/**
 * Files that each visit is given anew.
 */
import { type Experiment, fieldNames, fieldOf } from '../../spec/experiment.ts';
import { teacherExperiments } from '../../spec/teachers/teachersOf.ts';

/** Whether an experiment names a file without saying which: the next visit's may be another. */
export function usesGivenFiles(experiment: Experiment): boolean {
  const names = (one: Experiment) =>
    fieldNames.some((name) => {
      const { givenFile } = fieldOf(name);
      return givenFile !== undefined && one[name] === givenFile;
    });
  return teacherExperiments(experiment).some(names);
}
