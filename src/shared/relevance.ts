/**
 * Which settings have a say in an experiment, so that the form shows those and no others, and the command line refuses a flag
 * that nothing would read.
 */
import type { FreezeName } from './choices.ts';
import type { Experiment, FieldName } from './experiment.ts';
import type { DatasetSummary, TeacherCard } from './records.ts';
import { hasNewHead, trainsTeacher } from './trainsTeacher.ts';

/** Whether anything below the head is trained. */
const trainsBackbone = (freeze: FreezeName) => freeze === 'none' || freeze === 'stage';

/** Whether the teacher is a network that other software runs: all of it is frozen, and its layers have no names of ours. */
const isForeign = (experiment: Experiment, teacher: TeacherCard | undefined) =>
  experiment.teacher === 'file' && teacher?.source === 'file' && teacher.name === 'foreign';

/** @param teacher undefined where it is not known: what it might make matter is then said to. */
export function isRelevant(
  name: FieldName,
  experiment: Experiment,
  dataset: DatasetSummary | undefined,
  teacher: TeacherCard | undefined,
): boolean {
  const insects = experiment.dataset === 'insects';
  const fromFile = experiment.teacher === 'file';
  switch (name) {
    case 'trainImages':
    case 'validationImages':
      return insects;
    case 'validationShare':
      return !insects && dataset?.split.kind !== 'given';
    case 'views':
      return experiment.augmentation === 'flip-shift' || experiment.augmentation === 'crop';
    case 'teacherWidth':
      return !fromFile && trainsTeacher(experiment);
    case 'teacherEpochs':
    case 'teacherRate':
      return trainsTeacher(experiment);
    case 'teacherImages':
      return insects && !fromFile && trainsTeacher(experiment);
    case 'teacherHead':
      return fromFile;
    case 'teacherFreeze':
      return hasNewHead(experiment) && !isForeign(experiment, teacher);
    case 'teacherOrder':
      return fromFile && experiment.teacherHead === 'keep';
    case 'teacherInput':
      return fromFile && !(teacher?.source === 'file' && teacher.saysPixels);
    case 'studentFreeze':
      return experiment.studentStart !== 'new';
    case 'backboneRate':
      return (
        (experiment.studentStart !== 'new' && trainsBackbone(experiment.studentFreeze)) ||
        (hasNewHead(experiment) &&
          trainsBackbone(experiment.teacherFreeze) &&
          !isForeign(experiment, teacher))
      );
    case 'stepSize':
    case 'gamma':
      return experiment.schedule === 'step';
    default:
      return true;
  }
}

/** Whether a field's choice can come to anything beside the others, so that the form offers it. */
export function isOffered(
  name: FieldName,
  choice: string,
  experiment: Experiment,
  teacher: TeacherCard | undefined,
): boolean {
  if (name === 'studentStart' && choice === 'teacher') return !isForeign(experiment, teacher);
  return true;
}
