/**
 * What decides the network that a stage gives, as a text for each stage: two runs of a sweep whose texts are alike get the same
 * network.
 */
import type { Experiment } from '../../spec/experiment.ts';
import { keyOf } from '../../spec/keys.ts';
import { distilExperiment } from '../../spec/recipe/points.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { recipeLink } from '../../spec/recipe/spelling.ts';
import type { StageSpec } from '../../spec/recipe/stages.ts';

/**
 * @param experiment of one point
 * @param seed       the run's
 * @param isDrawn    whether some of the weights that the run starts from are drawn from the run's seed
 * @param madeOf     SHA-256 of the file that it starts from, where that is known
 */
export function stageKeys(
  experiment: Experiment,
  seed: number,
  isDrawn: boolean,
  madeOf?: string,
): readonly string[] {
  const drawn = `${isDrawn ? `seed=${seed}` : 'whole'}${madeOf === undefined ? '' : `&file=${madeOf}`}`;
  let key = `${keyOf(experiment, ['images', 'teacher', 'network', 'start'])}&${drawn}`;
  return stagesIn(experiment.recipe).map((stage) => {
    key = `${key}\n${decidedBy(stage, experiment, seed)}`;
    return key;
  });
}

function decidedBy(stage: StageSpec, experiment: Experiment, seed: number): string {
  // Calibration images are drawn from the sweep's seed.
  if (stage.kind !== 'distil') return `${recipeLink([stage])}&seed=${experiment.seed}`;
  const own = distilExperiment(experiment, stage);
  // It has an effect on networks that did not start trained too, once they are.
  const freeze = stage.freeze === undefined ? '' : `&freeze=${stage.freeze}`;
  return `distil&alpha=${own.alphas.join()}&seed=${seed}${freeze}&${keyOf(own, ['shown', 'student', 'measure'])}`;
}
