import { pictureOf } from '../../data/summary.ts';
import { mostStudentsAsked, studentsLogits } from '../students/pictureLogits.ts';
import { type Answer, requireDataset, studentsOfDataset } from './asked.ts';

export const example: Answer<'example'> = async ({ index }, asked) => {
  await asked.timing.over();
  const { validation, classes } = requireDataset(asked).dataset;
  const within = Math.max(0, Math.min(validation.count - 1, Math.trunc(index) || 0));
  const table = asked.resources.measured?.table;
  const row = table?.subarray(within * classes.length, (within + 1) * classes.length);
  const students = studentsOfDataset(asked).slice(0, mostStudentsAsked);
  return {
    picture: pictureOf(validation, 'validation', within),
    ...(row ? { teacher: Array.from(row) } : {}),
    students: await studentsLogits(students, validation, within),
  };
};
