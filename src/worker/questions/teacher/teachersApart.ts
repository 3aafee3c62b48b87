import { divergences } from '../../../analysis/teachersApart.ts';
import { predictionsFrom } from '../../../protocol/imagePredictions.ts';
import { membersIn } from '../../resources/ensemble.ts';
import { type Answer, requireDataset, requireOfDataset, requireStudent } from '../asked.ts';
import { studentTable } from '../predictions.ts';

export const teachersApart: Answer<'teachers-apart'> = async ({ student: id }, asked) => {
  const { validation, classes } = requireDataset(asked).dataset;
  const { measured } = asked.resources;
  if (!measured) return undefined;
  const student = id === undefined ? undefined : requireStudent(asked, id);
  if (student) requireOfDataset(asked, student);
  const own = student && (await studentTable(student, validation));
  return {
    teachers: membersIn(measured).map(({ card, table }) => ({
      label: card.label,
      said: predictionsFrom(table, validation.labels),
      ...(own ? { divergences: divergences(table, own, classes.length, 1) } : {}),
    })),
    ...(own ? { student: predictionsFrom(own, validation.labels) } : {}),
  };
};
