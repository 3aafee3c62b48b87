import { declare, type TeacherDeclaration } from '../declare.ts';
import { families } from '../families/catalogue.ts';

/** An architecture, named, that is trained for the experiment. */
export const here = declare({
  label: 'Train here',
  spelling: Object.keys(families).join('|'),
  fields: ['teacherWidth', 'teacherEpochs', 'teacherImages', 'teacherRate'],
}) satisfies TeacherDeclaration;
