import { pictureOf } from '../../data/summary.ts';
import { membersIn } from '../resources/ensemble.ts';
import type { MeasuredTeacher } from '../resources/measuredTeacher.ts';
import { mostStudentsAsked, studentsLogits } from '../students/pictureLogits.ts';
import { type Answer, requireDataset, studentsOfDataset } from './asked.ts';

export const example: Answer<'example'> = async ({ index }, asked) => {
  await asked.timing.over();
  const { validation, classes } = requireDataset(asked).dataset;
  const within = Math.max(0, Math.min(validation.count - 1, Math.trunc(index) || 0));
  const { measured } = asked.resources;
  const rowOf = ({ table }: Pick<MeasuredTeacher, 'table'>) =>
    Array.from(table.subarray(within * classes.length, (within + 1) * classes.length));
  const members = measured ? membersIn(measured) : [];
  const students = studentsOfDataset(asked).slice(0, mostStudentsAsked);
  return {
    picture: pictureOf(validation, 'validation', within),
    ...(measured ? { teacher: rowOf(measured) } : {}),
    ...(members.length > 1 ? { teachers: members.map(rowOf) } : {}),
    students: await studentsLogits(students, validation, within),
  };
};
