/**
 * Losses that look inside the teacher need one whose insides are there.
 */

import { teacherWithoutMaps } from '../../engine/objectives/maps.ts';
import { isExternal } from '../../engine/training/teacherLogits.ts';
import { problem } from '../../lang/problem.ts';
import { said, words } from '../../lang/sentence.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { trainingExperiment } from '../../spec/recipe/points.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { isTraining } from '../../spec/recipe/stages.ts';
import type { ResolvedTeacher } from './teachers.ts';

/**
 * Said before anything is trained for nothing.
 *
 * @throws ProblemError `teacher-mismatch` where a loss of any stage needs maps of features of a teacher that other software runs, or
 *   of several teachers, whose logits alone are combined
 */
export function requireInside(
  experiment: Experiment,
  teachers: readonly Pick<ResolvedTeacher, 'teacher'>[],
): void {
  const isSeveral = teachers.length > 1;
  if (!isSeveral && !teachers.some(({ teacher }) => teacher && isExternal(teacher))) return;
  const needing = stagesIn(experiment.recipe)
    .flatMap((stage) => (isTraining(stage) ? [trainingExperiment(experiment, stage).similarity] : []))
    .find((similarity) => objectiveOf(similarity).features && !objectiveOf(similarity).anyTeacher);
  if (needing && isSeveral) {
    throw problem(
      'teacher-mismatch',
      words`${said(objectiveOf(needing).label)} compares maps of features inside student and teacher, and of several teachers only the logits are combined.`,
      'Leave out the further teachers, or choose a similarity that compares logits, such as KL.',
    );
  }
  if (needing) throw teacherWithoutMaps(needing);
}
