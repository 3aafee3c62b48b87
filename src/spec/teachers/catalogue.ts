/**
 * Every kind of teacher that an experiment can name. Where their weights come from stands in `worker/resources/teachers.ts`.
 */
import type { TeacherDeclaration } from '../declare.ts';
import { auto } from './auto.ts';
import { file } from './file.ts';
import { here } from './here.ts';
import { rednetShipped } from './rednetShipped.ts';
import { saved } from './saved.ts';
import { shipped } from './shipped.ts';

export const teachers = {
  auto,
  shipped,
  'rednet-shipped': rednetShipped,
  file,
  saved,
  here,
} as const satisfies Record<string, TeacherDeclaration>;

/** What names a teacher in an experiment. */
export const teacherSpelling = Object.values(teachers)
  .map(({ spelling }) => spelling)
  .join('|');
