/**
 * Trains one network, whatever it learns: where its weights begin, where it was left before, and whose they are in the end.
 */

import { dispose } from '@tensorflow/tfjs-core';
import type { EpochRecord } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Model } from '../families/model.ts';
import type { DropRates } from '../layers/forwardContext.ts';
import type { HostParameters } from '../layers/hostParameters.ts';
import { initialise } from '../layers/initialise.ts';
import { named, type ParameterSpec, type Parameters } from '../layers/parameters.ts';
import type { BatchObjective } from '../objectives/batchLoss.ts';
import { averaged, averageSpecs, firstAverage } from './averaging/weightAverage.ts';
import { dropHooks, dropSpecs } from './drop/dropCounter.ts';
import type { Learner } from './learner.ts';
import type { Optimizer } from './optimizers.ts';
import type { Penalty } from './penalty.ts';
import { roundingHooks } from './rounding/roundingHooks.ts';
import { scheduleHooks } from './scheduled/scheduleHooks.ts';
import { type TrainingPlan, train } from './trainer.ts';
import type { TrainingPoint } from './trainState.ts';

export interface NetworkTraining<Trained> extends Omit<TrainingPlan, 'start'> {
  readonly model: Model;
  /** Every parameter of the model; taken over. */
  readonly initial: Parameters;
  readonly objective: () => BatchObjective;
  readonly optimizer: () => Optimizer;
  readonly memory: Experiment['memory'];
  /** None unless given. Its parameters stay behind, as the loss's do. */
  readonly penalty?: Penalty | undefined;
  /** What is left out at random; nothing unless given. */
  readonly drop?: DropRates | undefined;
  /** Of the average of the weights that is measured and given in their place; they themselves unless it is above 0. */
  readonly emaDecay?: number;
  /** Where the same training was left before. It starts anew where that has other tensors. */
  readonly from?: LeftTraining | undefined;
  /**
   * Where the weights of networks begin that are trained beside it and learn from it, as it from them; taken over. They are left behind. Such a
   * training starts anew where it was left, and has no hooks.
   */
  readonly fellows?: readonly Parameters[] | undefined;
  /** Given the parameters of a network that got to its end, which are freed after it unless they are released to the caller. */
  readonly finish: (parameters: Parameters, release: () => Parameters) => Promise<Trained>;
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
export async function* trainNetwork<Trained>({
  model,
  initial,
  memory,
  penalty,
  drop,
  emaDecay = 0,
  finish,
  fellows = [],
  from: left,
  ...plan
}: NetworkTraining<Trained>): AsyncGenerator<EpochRecord, Trained | undefined> {
  const objective = objectiveFor(initial, plan.objective);
  const own = initialise(objective.parameters, plan.random.fork('loss'));
  const counter = dropSpecs(drop);
  const average = averageSpecs(model.parameters, emaDecay);
  const fixed = initialise([...(penalty?.parameters ?? []), ...counter], plan.random.fork('penalty'));
  const beside = [...objective.parameters, ...(penalty?.parameters ?? []), ...counter, ...average];
  const specs = [...model.parameters, ...beside];
  const store = plan.executor.createStore(specs, {
    ...{ ...initial, ...own, ...fixed },
    ...firstAverage(average, initial),
  });
  const optimizer = plan.optimizer();
  const others = fellows.map((start, place): Learner => {
    const own = [...objective.parameters, ...counter];
    const beside = initialise(own, plan.random.fork(`fellow ${place + 1} loss`));
    const specs = [...model.parameters, ...own];
    const store = plan.executor.createStore(specs, { ...start, ...beside });
    return { ...{ model, store, objective, memory, drop }, optimizer: plan.optimizer() };
  });
  let isReleased = false;
  const release = () => {
    isReleased = true;
    const all = store.release();
    const given = ofNetwork(model, averaged(all));
    const kept = new Set(Object.values(given));
    for (const tensor of Object.values(all)) if (!kept.has(tensor)) tensor.dispose();
    return given;
  };
  try {
    const isAlone = others.length === 0;
    const from = isAlone && left && hasTensors(specs, left.point.tensors) ? left : undefined;
    if (from) {
      store.write(from.point.tensors);
      optimizer.restore(store, from.point.optimiser);
      yield* from.history;
    }
    const learner: Learner = { model, store, optimizer, objective, memory, penalty, drop };
    const ofOne = isAlone ? [...roundingHooks(model.parameters, plan.random), ...(plan.hooks ?? [])] : [];
    const hooks = [...scheduleHooks(objective.scheduled), ...dropHooks(drop, plan.random), ...ofOne];
    const training = train([learner, ...others], {
      ...plan,
      hooks,
      start: from && { step: from.point.step },
    });
    for (;;) {
      const { value, done } = await training.next();
      if (!done) {
        yield withFellows(value);
        continue;
      }
      if (value === 'stopped') return undefined;
      return await finish(ofNetwork(model, averaged(store.parameters)), release);
    }
  } finally {
    if (!isReleased) store.dispose();
    optimizer.dispose();
    for (const one of others) {
      one.store.dispose();
      one.optimizer.dispose();
    }
  }
}

/** The first network's measures, and how right its fellows are beside it. */
function withFellows([first, ...others]: readonly EpochRecord[]): EpochRecord {
  if (!first) throw new RangeError('a training has a network');
  return others.length === 0 ? first : { ...first, fellows: others.map((one) => one.validation.accuracy) };
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
