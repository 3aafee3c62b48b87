import { type Answer, requireDataset, requireOfDataset, requireStudent } from './asked.ts';

export const studentPredictions: Answer<'predictions'> = async ({ id }, asked) => {
  const student = requireStudent(asked, id);
  const { validation } = requireDataset(asked).dataset;
  requireOfDataset(asked, student);
  return asked.predictionsOf(student, validation);
};
