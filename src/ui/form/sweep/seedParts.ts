/**
 * What of the seed experiment's files is there already.
 */
import type { LabState } from '../../../state/lab/labState.ts';

export interface SeedParts {
  readonly folder: boolean;
  readonly teacher: boolean;
  readonly student: boolean;
}

export function seedParts({
  experiment,
  dataset,
  teacher,
  studentFile,
  student,
}: Pick<LabState, 'experiment' | 'dataset' | 'teacher' | 'studentFile' | 'student'>): SeedParts {
  const isOpen = dataset !== undefined && dataset.id === experiment.dataset;
  return {
    folder: isOpen && dataset.split.kind === 'given' && dataset.classes.join() === 'ants,bees',
    teacher: experiment.teacher === 'file' && teacher?.source === 'file' && teacher.name === 'resnet50',
    student: studentFile !== undefined && experiment.studentStart === 'file' && student?.name === 'resnet18',
  };
}
