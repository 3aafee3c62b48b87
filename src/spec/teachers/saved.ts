import { declare, type TeacherDeclaration } from '../declare.ts';

export const saved = declare({
  label: 'Saved in this browser',
  spelling: 'saved-[0-9a-z-]{1,40}',
  fields: [],
}) satisfies TeacherDeclaration;
