import { build } from '../../engine/families/catalogue.ts';
import { type HostParameters, toDevice, toHost } from '../../engine/layers/hostParameters.ts';
import { trainStudent } from '../../engine/training/studentTraining.ts';
import { isInLedger } from '../../engine/training/sweep.ts';
import { distilExperiment } from '../../spec/recipe/points.ts';
import type { DistilSpec } from '../../spec/recipe/stages.ts';
import type { Stage } from './stage.ts';
import { goingOn } from './unfinishedStages.ts';

/**
 * Training on the labels and the teacher, as the experiment says where the stage does not. Where the stage holds all but the
 * head, the head is trained on features that are computed once.
 */
export const distilStage: Stage<DistilSpec> = {
  async *run({ architecture, tensors }, spec, given) {
    const { experiment, assignment, control, stream, onStep, unfinished } = given;
    const own = distilExperiment(experiment, spec);
    const shown = given.shown(build(architecture));
    const freeze = spec.freeze ?? given.freeze;
    const head = freeze === 'head' ? await given.onFeatures(shown, tensors, own) : undefined;
    try {
      const model = head?.model ?? given.trained(shown, freeze);
      const executor = head?.executor ?? (await given.executorFor(own));
      return yield* trainStudent({
        ...(await goingOn(unfinished)),
        ...{ model, executor, control, stream, onStep, experiment: own },
        alpha: own.alphas[0] ?? Number.NaN,
        initial: toDevice(head ? only(tensors, head.model.parameters) : tensors),
        ledger: isInLedger(assignment),
        finish: async (parameters) => ({
          checkpoint: { architecture, tensors: { ...tensors, ...(await toHost(parameters)) } },
        }),
      });
    } finally {
      await head?.dispose();
    }
  },
};

/** Those that the specs name. */
function only(tensors: HostParameters, specs: readonly { readonly name: string }[]): HostParameters {
  const names = new Set(specs.map(({ name }) => name));
  return Object.fromEntries(Object.entries(tensors).filter(([name]) => names.has(name)));
}
