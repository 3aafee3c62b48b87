import type { StudentChoice, StudentStart } from '../choices.ts';

/** Where the student's weights begin: a copy of the teacher has the teacher's, whatever else is said. */
export const studentStartOf = ({
  student,
  studentStart,
}: {
  readonly student: StudentChoice;
  readonly studentStart: StudentStart;
}): StudentStart => (student === 'teacher' ? 'teacher' : studentStart);
