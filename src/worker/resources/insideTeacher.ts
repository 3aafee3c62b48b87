/**
 * Losses that look inside the teacher need one whose insides are there.
 */

import { teacherWithoutMaps } from '../../engine/objectives/maps.ts';
import { isExternal } from '../../engine/training/teacherLogits.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { looksInside } from '../../spec/objectives/catalogue.ts';
import { trainingExperiment } from '../../spec/recipe/points.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { isTraining } from '../../spec/recipe/stages.ts';
import type { ResolvedTeacher } from './teachers.ts';

/**
 * Said before anything is trained for nothing.
 *
 * @throws ProblemError `teacher-mismatch` where a loss of any stage needs maps of features of a teacher that other software runs
 */
export function requireInside(
  experiment: Experiment,
  teachers: readonly Pick<ResolvedTeacher, 'teacher'>[],
): void {
  if (!teachers.some(({ teacher }) => teacher && isExternal(teacher))) return;
  const needing = stagesIn(experiment.recipe)
    .flatMap((stage) => (isTraining(stage) ? [trainingExperiment(experiment, stage).similarity] : []))
    .find(looksInside);
  if (needing) throw teacherWithoutMaps(needing);
}
