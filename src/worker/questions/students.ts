import { linkOf } from '../../spec/link.ts';
import { type Answer, studentsOfDataset } from './asked.ts';

export const students: Answer<'students'> = async ({ experiment }, asked) => {
  const { resources, recall } = asked;
  const { measured, opened } = resources;
  if (measured && opened && resources.hasImagesOf(experiment)) {
    await recall(experiment, { dataset: opened.dataset, teacherTable: measured.table });
  }
  const link = linkOf(experiment);
  return studentsOfDataset(asked)
    .filter((student) => linkOf(student.experiment) === link)
    .map(({ assignment: { id, point, run } }) => ({ id, point, run }));
};
