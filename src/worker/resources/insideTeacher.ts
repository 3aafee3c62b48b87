/**
 * Losses that look inside the teacher need one whose insides are there.
 */
import { teacherWithoutMaps } from '../../engine/objectives/maps.ts';
import { isExternal } from '../../engine/training/teacherLogits.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { distilExperiment } from '../../spec/recipe/points.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import type { ResolvedTeacher } from './teachers.ts';

/**
 * Said before anything is trained for nothing.
 *
 * @throws ProblemError `teacher-mismatch` where a loss of any stage needs maps of features of a teacher that other software runs
 */
export function requireInside(experiment: Experiment, { teacher }: Pick<ResolvedTeacher, 'teacher'>): void {
  if (!teacher || !isExternal(teacher)) return;
  const needing = stagesIn(experiment.recipe)
    .flatMap((stage) => (stage.kind === 'distil' ? [distilExperiment(experiment, stage).similarity] : []))
    .find((similarity) => objectiveOf(similarity).features);
  if (needing) throw teacherWithoutMaps(needing);
}
