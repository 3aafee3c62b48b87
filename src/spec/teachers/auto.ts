import { declare, type TeacherDeclaration } from '../declare.ts';

export const auto = declare({
  label: 'Automatic',
  spelling: 'auto',
  fields: ['dataset', 'imageSize'],
}) satisfies TeacherDeclaration;
