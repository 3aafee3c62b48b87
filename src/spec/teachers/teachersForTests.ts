/**
 * Valid further teachers, for tests of what reads and writes them.
 */
import fc from 'fast-check';
import { fields } from '../experiment.ts';
import { settingValues } from '../recipe/recipesForTests.ts';
import { teacherNames, teacherSettings } from './moreTeachers.ts';
import type { TeacherSpec } from './teachersOf.ts';

const settings = [...teacherSettings(fields)].map(([name, field]) => [name, settingValues(field)] as const);

export const moreTeachers: fc.Arbitrary<readonly TeacherSpec[]> = fc.array(
  fc
    .record({
      ...Object.fromEntries(settings),
      teacher: fc.constantFrom(...teacherNames, 'saved-ab12'),
    })
    .map((teacher) => teacher as unknown as TeacherSpec),
  { maxLength: 7 },
);
