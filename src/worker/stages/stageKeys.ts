/**
 * What decides the network that a stage gives, as a text for each stage: two runs of a sweep whose texts are alike get the same
 * network.
 */
import type { Experiment } from '../../spec/experiment.ts';
import { keyOf } from '../../spec/keys.ts';
import { studentStartOf } from '../../spec/network/studentStart.ts';
import { trainingExperiment } from '../../spec/recipe/points.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { recipeLink } from '../../spec/recipe/spelling.ts';
import { isTraining, type StageSpec, stageOf } from '../../spec/recipe/stages.ts';
import { trainingSettings } from '../../spec/recipe/trainingSettings.ts';
import { type FileContents, noFiles } from './fileContents.ts';

/**
 * @param experiment of one point
 * @param seed       the run's
 * @param isDrawn    whether some of the weights that the run starts from are drawn from the run's seed
 * @param contents   of files that the experiment names; without, keys are good for one visit only
 */
export function stageKeys(
  experiment: Experiment,
  seed: number,
  isDrawn: boolean,
  contents: FileContents = noFiles,
): readonly string[] {
  const drawn = isDrawn ? `seed=${seed}` : 'whole';
  const start = keyOf(experiment, ['images', 'teacher', 'network', 'start']);
  let key = `${start}&${drawn}${filesIn(experiment, contents)}`;
  return stagesIn(experiment.recipe).map((stage) => {
    key = `${key}\n${decidedBy(stage, experiment, seed)}`;
    return key;
  });
}

/** Of the files that decide the run's networks. */
function filesIn(experiment: Experiment, { teachers, student }: FileContents): string {
  const start = student === '' || studentStartOf(experiment) !== 'file' ? '' : `&file=${student}`;
  return `${start}${teachers === '' ? '' : `&teacher file=${teachers}`}`;
}

function decidedBy(stage: StageSpec, experiment: Experiment, seed: number): string {
  // Calibration images are drawn from the sweep's seed.
  if (stageOf(stage.kind).draws) return `${recipeLink([stage])}&seed=${seed}`;
  if (!isTraining(stage)) return `${recipeLink([stage])}&seed=${experiment.seed}`;
  const own = trainingExperiment(experiment, stage);
  // It has an effect on networks that did not start trained too, once they are.
  const freeze = stage.freeze === undefined ? '' : `&freeze=${stage.freeze}`;
  // What it does beside may take images that are drawn from the sweep's seed.
  const beside =
    stage.kind === 'distil'
      ? `${stage.kind}${stage.arm === 'scratch' ? ' from scratch' : ''}`
      : `${recipeLink([withoutTraining(stage)])}&images=${experiment.seed}`;
  return `${beside}&alpha=${own.alphas.join()}&seed=${seed}${freeze}&${keyOf(own, ['shown', 'student', 'measure'])}`;
}

/** Its own settings alone. */
const withoutTraining = (stage: StageSpec): StageSpec =>
  Object.fromEntries(
    Object.entries(stage).filter(([name]) => !Object.hasOwn(trainingSettings, name)),
  ) as unknown as StageSpec;
