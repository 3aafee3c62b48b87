/**
 * Trains one student on the labels and the teacher, as an experiment says.
 */

import { dispose } from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random.ts';
import type { EpochRecord } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Model } from '../families/model.ts';
import type { HostParameters } from '../layers/hostParameters.ts';
import { initialise } from '../layers/initialise.ts';
import { named, type ParameterSpec, type Parameters } from '../layers/parameters.ts';
import { distillationObjective } from '../objectives/batchLoss.ts';
import type { TrainingControl } from './control.ts';
import type { Executor } from './executors/stepper.ts';
import { lossTerms } from './gradients/termGradients.ts';
import type { Learner } from './learner.ts';
import { optimizers } from './optimizers.ts';
import { learningRateAt } from './schedule.ts';
import { networksOf } from './signals/tapShapes.ts';
import { train } from './trainer.ts';
import type { Hook, TrainingPoint } from './trainState.ts';

export interface StudentTraining<Trained> {
  readonly experiment: Experiment;
  /** The weight of the labels. */
  readonly alpha: number;
  readonly model: Model;
  /** Every parameter of the model; taken over. */
  readonly initial: Parameters;
  readonly executor: Executor;
  readonly control: TrainingControl;
  /** Forked into `shuffle` and `augment`. */
  readonly stream: Random;
  /** Whether the gradients of the loss's terms are measured after every epoch. */
  readonly ledger: boolean;
  readonly onStep: (epoch: number, step: number, steps: number, images: number) => void;
  readonly hooks?: readonly Hook[];
  /** Where the same training was left before. It starts anew where that has other tensors. */
  readonly from?: LeftTraining | undefined;
  /** Given the parameters of a student that got to its end, which are freed after it. */
  readonly finish: (parameters: Parameters) => Promise<Trained>;
}

/** A training that was left between two epochs. */
export interface LeftTraining {
  readonly point: TrainingPoint;
  /** Of its epochs until then. */
  readonly history: readonly EpochRecord[];
}

/**
 * Yields each epoch's measures, those of before it was left among them; returns what `finish` made, or undefined when stopped.
 *
 * @throws ProblemError `loss-not-finite`
 */
export async function* trainStudent<Trained>({
  experiment,
  alpha,
  model,
  initial,
  stream,
  ledger,
  finish,
  from: left,
  ...given
}: StudentTraining<Trained>): AsyncGenerator<EpochRecord, Trained | undefined> {
  const networks = networksOf(given.executor.data, model);
  const objective = objectiveFor(initial, () => distillationObjective({ ...experiment, alpha }, networks));
  const own = initialise(objective.parameters, stream.fork('loss'));
  const specs = [...model.parameters, ...objective.parameters];
  const store = given.executor.createStore(specs, { ...initial, ...own });
  const optimizer = optimizers[experiment.optimizer](experiment);
  try {
    const from = left && hasTensors(specs, left.point.tensors) ? left : undefined;
    if (from) {
      store.write(from.point.tensors);
      optimizer.restore(store, from.point.optimiser);
      yield* from.history;
    }
    const learner: Learner = {
      ...{ model, store, optimizer },
      objective,
      memory: experiment.memory,
    };
    const training = train([learner], {
      ...given,
      terms: ledger ? lossTerms(experiment, networks) : undefined,
      epochs: experiment.epochs,
      batchSize: experiment.batchSize,
      rate: (epoch) => learningRateAt(epoch, experiment),
      random: stream,
      start: from && { step: from.point.step },
    });
    for (;;) {
      const { value, done } = await training.next();
      if (done) return value === 'finished' ? await finish(ofNetwork(model, store.parameters)) : undefined;
      yield* value;
    }
  } finally {
    store.dispose();
    optimizer.dispose();
  }
}

/** Frees what was to be trained where the loss cannot be had. */
function objectiveFor<Made>(initial: Parameters, make: () => Made): Made {
  try {
    return make();
  } catch (thrown) {
    dispose({ ...initial });
    throw thrown;
  }
}

/** All that the specs name, in their shapes, and no others. */
const hasTensors = (specs: readonly ParameterSpec[], tensors: HostParameters): boolean =>
  specs.length === Object.keys(tensors).length &&
  specs.every(({ name, shape }) => tensors[name]?.shape.join() === shape.join());

/** The parameters without those of the loss. */
const ofNetwork = (model: Model, held: Parameters): Parameters =>
  Object.fromEntries(model.parameters.map(({ name }) => [name, named(held, name)]));
