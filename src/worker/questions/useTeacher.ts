import type { TeacherCard } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { teacherOfFile, teacherOfModel } from '../resources/givenTeachers.ts';
import { wantedTeacher } from '../resources/teacherFiles.ts';
import type { GivenTeacher } from '../resources/teachers.ts';
import { type Answer, type Asked, requireDataset } from './asked.ts';

export const useTeacherFile: Answer<'use-teacher-file'> = async ({ name, blob, experiment }, asked) =>
  tried(await teacherOfFile(name, blob), experiment, asked);

export const useTeacherModel: Answer<'use-teacher-model'> = async ({ model, experiment }, asked) =>
  tried(await teacherOfModel(model), experiment, asked);

/** Opens it for the open dataset, so that what cannot be used is not taken. */
async function tried(teacher: GivenTeacher, experiment: Experiment, asked: Asked): Promise<TeacherCard> {
  const { dataset } = requireDataset(asked);
  const card = await asked.resources.giveTeacher(teacher, wantedTeacher(experiment, dataset.classes));
  return { ...card, source: 'file', id: 'file' };
}
