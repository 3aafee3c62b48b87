import { declare, type TeacherDeclaration } from '../declare.ts';

export const rednetShipped = declare({
  label: 'RedNet shipped with the lab',
  spelling: 'rednet-shipped',
  fields: [],
}) satisfies TeacherDeclaration;
