import type { Answer } from './asked.ts';
import { teacherToExport, withStudent, writeWeights } from './outgoing.ts';

export const exportStudent: Answer<'export-student'> = ({ id }, asked) =>
  withStudent(asked, id, writeWeights);

export const exportTeacher: Answer<'export-teacher'> = async ({ place }, asked) =>
  writeWeights(teacherToExport(asked, place));
