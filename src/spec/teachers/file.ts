import { declare, type TeacherDeclaration } from '../declare.ts';

export const file = declare({
  label: 'From a file',
  spelling: 'file',
  fields: ['teacherHead', 'teacherOrder', 'teacherInput'],
}) satisfies TeacherDeclaration;
