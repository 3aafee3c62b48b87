import type { Answer } from './asked.ts';
import { teacherToExport, writeWeights } from './outgoing.ts';

export const exportTeacher: Answer<'export-teacher'> = async ({ place }, asked) =>
  writeWeights(teacherToExport(asked, place));
