/**
 * The weight at which a loss of features or relations pulls at the student as hard as the labels do, measured on the ledger's images
 * with the weights that training begins with: ‖∇θ CE‖ / ‖∇θ loss‖.
 */
import { clone, type Tensor } from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random.ts';
import { ofSimilarity } from '../../../spec/decides.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import type { Combining } from '../../ensembles/combining.ts';
import type { Model } from '../../families/model.ts';
import { initialise } from '../../layers/initialise.ts';
import type { Parameters } from '../../layers/parameters.ts';
import { combinedObjective, termsOf } from '../../objectives/batchLoss.ts';
import type { Networks } from '../../objectives/term.ts';
import type { TrainingControl } from '../control.ts';
import type { Executor } from '../executors/stepper.ts';
import { optimizers } from '../optimizers.ts';

/** Whether that is measured in any stage, for which the executor needs a probe. */
export const isWeighed = (experiment: Experiment): boolean =>
  experiment.featureWeighting === 'as-long-as-labels' && ofSimilarity('featureWeighting')(experiment, {});

interface Weighing {
  readonly experiment: Experiment;
  readonly model: Model;
  /** Stay the caller's. */
  readonly initial: Parameters;
  readonly networks: Networks;
  readonly together: Combining | undefined;
  readonly executor: Executor;
  readonly control: TrainingControl;
  /** From which what the loss brings is drawn. */
  readonly random: Random;
}

export interface FeatureScale {
  /** What the published weights are multiplied by. */
  readonly scale: number;
  /** Of the first such term. */
  readonly weight: number;
}

/**
 * Undefined where the loss has no such term or its weight is not to be measured, where either gradient has no direction, and when
 * stopped.
 *
 * @throws ProblemError where a network lacks what a term needs
 */
export async function featureScale(weighing: Weighing): Promise<FeatureScale | undefined> {
  const { experiment, model, initial, networks, together, executor, control, random } = weighing;
  if (experiment.featureWeighting === 'fixed') return undefined;
  const features = termsOf({ ...experiment, featureWeight: 1, together }, networks).filter(
    ({ isFeature }) => isFeature,
  );
  if (features.length === 0) return undefined;
  const [hard, soft] = [combinedObjective(1, features), combinedObjective(0, features)];
  const own = initialise(soft.parameters, random.fork('loss'));
  const copies = Object.fromEntries(
    Object.entries(initial).map(([name, tensor]): [string, Tensor] => [name, clone(tensor)]),
  );
  const store = executor.createStore([...model.parameters, ...soft.parameters], { ...copies, ...own });
  const optimizer = optimizers[experiment.optimizer](experiment);
  const { memory } = experiment;
  const stepper = executor.stepperFor({ model, store, optimizer, objective: soft, memory });
  try {
    const found = await stepper.gradients({ hard, soft }, control);
    if (!found) return undefined;
    const scale = found.hard / found.soft;
    if (!Number.isFinite(scale)) return undefined;
    const [first] = termsOf(experiment, networks).filter(({ isFeature }) => isFeature);
    return { scale, weight: scale * (first?.weight ?? 1) * features.length };
  } finally {
    stepper.dispose();
    store.dispose();
    optimizer.dispose();
  }
}
