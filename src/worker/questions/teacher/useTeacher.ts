import type { TeacherCard } from '../../../protocol/records.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { teacherExperiments } from '../../../spec/teachers/teachersOf.ts';
import { teacherOfFile, teacherOfModel } from '../../resources/givenTeachers.ts';
import { wantedTeacher } from '../../resources/teacherFiles.ts';
import type { GivenTeacher } from '../../resources/teachers.ts';
import { type Answer, type Asked, requireDataset } from '../asked.ts';

export const useTeacherFile: Answer<'use-teacher-file'> = async ({ name, blob, ...about }, asked) =>
  tried(await teacherOfFile(name, blob), about, asked);

export const useTeacherModel: Answer<'use-teacher-model'> = async ({ model, ...about }, asked) =>
  tried(await teacherOfModel(model), about, asked);

/** Opens it for the open dataset, so that what cannot be used is not taken. */
async function tried(
  teacher: GivenTeacher,
  { experiment, place = 0 }: { readonly experiment: Experiment; readonly place?: number },
  asked: Asked,
): Promise<TeacherCard> {
  const { dataset } = requireDataset(asked);
  const wanted = wantedTeacher(teacherExperiments(experiment)[place] ?? experiment, dataset.classes);
  const card = await asked.resources.giveTeacher(teacher, wanted, place);
  return { ...card, source: 'file', id: 'file' };
}
