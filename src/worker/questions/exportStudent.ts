import type { Answer } from './asked.ts';
import { withStudent, writeWeights } from './outgoing.ts';

export const exportStudent: Answer<'export-student'> = ({ id }, asked) =>
  withStudent(asked, id, writeWeights);
