import type { Random } from '../../base/random.ts';
import { build } from '../../engine/families/catalogue.ts';
import { type HostParameters, toDevice, toHost } from '../../engine/layers/hostParameters.ts';
import type { Penalty } from '../../engine/training/penalty.ts';
import { trainStudent } from '../../engine/training/studentTraining.ts';
import { isInLedger } from '../../engine/training/sweep.ts';
import type { Hook } from '../../engine/training/trainState.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import type { EpochRecord } from '../../protocol/records.ts';
import { trainingExperiment } from '../../spec/recipe/points.ts';
import type { TrainingSpec } from '../../spec/recipe/stages.ts';
import { drawnAnew } from './drawnAnew.ts';
import type { StageGiven, StageOutcome } from './stage.ts';
import { goingOn } from './unfinishedStages.ts';

/**
 * Trains a network on the labels and the teacher, as the experiment says where the stage does not: what every stage that trains is
 * made of. Where the stage holds all but the head, the head is trained on features that are computed once.
 *
 * @param hooks called in the middle of the training, before its points are kept; a training that was left and goes on calls `start`
 *   again, at the step where it stood
 * @param penalty see `Learner`; its parameters stay behind
 * @returns undefined when stopped
 */
export async function* trainedIn(
  { architecture, tensors }: Checkpoint,
  spec: TrainingSpec,
  given: StageGiven,
  hooks: readonly Hook[] = [],
  penalty?: Penalty,
): AsyncGenerator<EpochRecord, StageOutcome | undefined> {
  const { experiment, assignment, control, stream, onStep, unfinished } = given;
  const own = trainingExperiment(experiment, spec);
  const shown = given.shown(build(architecture));
  const freeze = spec.freeze ?? given.freeze;
  // A head that uses numbers of layers before it does not stand alone.
  const isAlone = shown.parts.at(-1)?.reads === undefined;
  const head = freeze === 'head' && isAlone ? await given.onFeatures(shown, tensors, own) : undefined;
  try {
    const model = head?.model ?? given.trained(shown, freeze);
    const executor = head?.executor ?? (await given.executorFor(own));
    const { from, hooks: keeping = [] } = await goingOn(unfinished);
    const isPlain = !head && hooks.length === 0 && penalty === undefined && experiment.cohort > 1;
    const fellows = isPlain ? await drawnFellows({ architecture, tensors }, own.cohort, stream) : [];
    return yield* trainStudent({
      ...(isPlain ? { fellow: () => toDevice(fellows.shift()?.tensors ?? {}) } : {}),
      ...{ from, hooks: [...hooks, ...keeping], penalty },
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
}

/** Of the same architecture, drawn anew each from a stream of its own. */
const drawnFellows = (from: Checkpoint, cohort: number, stream: Random): Promise<Checkpoint[]> =>
  Promise.all(
    Array.from({ length: cohort - 1 }, (_, place) => drawnAnew(from, stream.fork(`fellow ${place + 1}`))),
  );

/** Those that the specs name. */
function only(tensors: HostParameters, specs: readonly { readonly name: string }[]): HostParameters {
  const names = new Set(specs.map(({ name }) => name));
  return Object.fromEntries(Object.entries(tensors).filter(([name]) => names.has(name)));
}
