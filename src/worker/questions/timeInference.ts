import { isRun } from '../../engine/training/teacherLogits.ts';
import { freeParameters } from '../resources/teacherFiles.ts';
import { reviveStudent } from '../students/students.ts';
import { type Answer, requireDataset, requireOfDataset, requireRest, requireStudent } from './asked.ts';

export const timeInference: Answer<'time-inference'> = async ({ student: id }, asked) => {
  requireRest(asked);
  const { validation } = requireDataset(asked).dataset;
  const { trainedTeacher: teacher, resolved, measured } = asked.resources;
  const student = id && requireStudent(asked, id);
  if (student) requireOfDataset(asked, student);
  const { timeForwardPasses } = await import('../students/timing/inferenceTimes.ts');
  return asked.timing.time(async () => {
    const revived = student && reviveStudent(student);
    const networks = {
      teacher:
        teacher && resolved && isRun(teacher)
          ? { network: teacher, card: measured?.card ?? resolved.card }
          : undefined,
      student: revived && { network: revived.frozen, card: revived.card },
    };
    try {
      return await timeForwardPasses(networks, validation, () => requireRest(asked));
    } finally {
      if (revived) freeParameters(revived.frozen.parameters);
    }
  });
};
