import { declare, type TeacherDeclaration } from '../declare.ts';

export const shipped = declare({
  label: 'Shipped with the lab',
  spelling: 'shipped',
  fields: [],
}) satisfies TeacherDeclaration;
