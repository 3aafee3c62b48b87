/**
 * Which settings have a say in an experiment, so that the form shows those and no others.
 */
import { type ModelName, modelNames } from '../../shared/choices.ts';
import type { Experiment, FieldName } from '../../shared/experiment.ts';
import type { DatasetSummary, TeacherCard } from '../../shared/records.ts';

export function isModelName(name: string): name is ModelName {
  return (modelNames as readonly string[]).includes(name);
}

/** Whether the experiment's teacher is one that is trained on this page. */
export function trainsTeacher(experiment: Experiment, teacher: TeacherCard | undefined): boolean {
  if (isModelName(experiment.teacher)) return true;
  return experiment.teacher === 'auto' && experiment.dataset !== 'insects' && teacher?.source !== 'saved';
}

export function isRelevant(
  name: FieldName,
  experiment: Experiment,
  dataset: DatasetSummary | undefined,
  teacher: TeacherCard | undefined,
): boolean {
  const insects = experiment.dataset === 'insects';
  switch (name) {
    case 'trainImages':
    case 'validationImages':
      return insects;
    case 'validationShare':
      return !insects && dataset?.split.kind !== 'given';
    case 'teacherWidth':
    case 'teacherEpochs':
      return trainsTeacher(experiment, teacher);
    case 'teacherImages':
      return insects && trainsTeacher(experiment, teacher);
    case 'stepSize':
    case 'gamma':
      return experiment.schedule === 'step';
    default:
      return true;
  }
}
