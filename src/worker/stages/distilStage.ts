import { build } from '../../engine/families/catalogue.ts';
import { toDevice, toHost } from '../../engine/layers/hostParameters.ts';
import { trainStudent } from '../../engine/training/studentTraining.ts';
import { distilExperiment } from '../../spec/recipe/points.ts';
import type { DistilSpec } from '../../spec/recipe/stages.ts';
import type { Stage } from './stage.ts';
import { keepingPoints } from './unfinishedStages.ts';

/** Training on the labels and the teacher, as the experiment says where the stage does not. */
export const distilStage: Stage<DistilSpec> = {
  async *run({ architecture, tensors }, spec, given) {
    const { experiment, assignment, executor, control, stream, onStep, unfinished } = given;
    const own = distilExperiment(experiment, spec);
    const model = given.trained(given.shown(build(architecture)));
    const from = await unfinished?.find();
    return yield* trainStudent({
      ...{ from, hooks: unfinished ? [keepingPoints(unfinished.keep, from?.history)] : [] },
      ...{ model, executor, control, stream, onStep, experiment: own },
      alpha: own.alphas[0] ?? Number.NaN,
      initial: toDevice(tensors),
      // One run of each point: it costs some steps an epoch, and the runs of a point tell the same story.
      ledger: assignment.run === 1,
      finish: async (parameters) => ({ checkpoint: { architecture, tensors: await toHost(parameters) } }),
    });
  },
};
