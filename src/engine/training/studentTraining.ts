/**
 * Trains one student on the labels and the teacher, as an experiment says.
 */

import { dispose } from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { EpochRecord } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { tokensOf } from '../../spec/network/distilTokens.ts';
import { combiningOf } from '../ensembles/combining.ts';
import type { Model } from '../families/model.ts';
import { headNamesOf } from '../families/parts.ts';
import type { Parameters } from '../layers/parameters.ts';
import { distillationObjective } from '../objectives/batchLoss.ts';
import { type Heads, idleAt } from '../objectives/tokens.ts';
import { featureScale } from './gradients/featureScale.ts';
import { lossTerms } from './gradients/termGradients.ts';
import { type NetworkTraining, trainNetwork } from './networkTraining.ts';
import { optimizers } from './optimizers.ts';
import { learningRateOf } from './schedule.ts';
import { networksOf } from './signals/tapShapes.ts';

export interface StudentTraining<Trained>
  extends Pick<
    NetworkTraining<Trained>,
    'model' | 'initial' | 'executor' | 'control' | 'onStep' | 'hooks' | 'penalty' | 'from' | 'finish'
  > {
  readonly experiment: Experiment;
  /** The weight of the labels. */
  readonly alpha: number;
  /** See `TrainingPlan.random`. */
  readonly stream: Random;
  /** Draws the weights of a student that learns beside it, see `Experiment.cohort`; unless given, it learns alone. */
  readonly fellow?: ((stream: Random) => Parameters) | undefined;
  /** Whether the gradients of the loss's terms are measured after every epoch. */
  readonly ledger: boolean;
}

/**
 * See `trainNetwork`.
 *
 * @throws ProblemError `loss-not-finite`
 */
export async function* trainStudent<Trained>({
  experiment,
  alpha,
  stream,
  ledger,
  fellow,
  ...given
}: StudentTraining<Trained>): AsyncGenerator<EpochRecord, Trained | undefined> {
  const { epochs, batchSize, memory, emaDecay, dropout, dropPath } = experiment;
  const networks = networksOf(given.executor.data, given.model);
  // Each is there by itself where a step combines them.
  const isApart = experiment.moreTeachers.length > 0 && given.executor.data.teachers.length > 1;
  const together = isApart ? combiningOf(experiment) : undefined;
  const heads = headsFor(experiment, given.model, alpha);
  const settings = {
    ...experiment,
    // The class that a teacher finds likeliest has no temperature.
    ...(experiment.distilToken === 'hard' ? ({ similarity: 'deit-hard' } as const) : {}),
    ...{ together, heads },
  };
  const count = fellow ? experiment.cohort - 1 : 0;
  const fellows = Array.from(
    { length: count },
    (_, place) => fellow?.(stream.fork(`fellow ${place + 1}`)) ?? {},
  );
  const isAlone = count === 0;
  const measured = await owning(given.initial, () =>
    featureScale({ ...given, experiment, networks, together, random: stream }),
  );
  return yield* trainNetwork({
    ...given,
    fellows,
    ...{ epochs, batchSize, memory, emaDecay, drop: { dropout, dropPath } },
    objective: () =>
      distillationObjective({ ...settings, alpha, cohort: count + 1 }, networks, measured?.scale),
    optimizer: () => optimizers[experiment.optimizer](experiment),
    terms: ledger && isAlone ? lossTerms(settings, networks, measured?.scale) : undefined,
    featureWeight: measured?.weight,
    rate: (epoch, step, stepsPerEpoch) => learningRateOf({ epoch, step, stepsPerEpoch }, experiment),
    random: stream,
    changes: experiment,
  });
}

/**
 * The heads that learn apart; none where the student has one, or all learn from both.
 *
 * @throws ProblemError `student-start` where there are fewer than the experiment wants
 */
function headsFor(experiment: Experiment, model: Model, alpha: number): Heads | undefined {
  const wanted = tokensOf(experiment);
  if (wanted === 0) return undefined;
  const [labels, ...tokens] = headNamesOf(model);
  if (labels !== undefined && tokens.length === wanted) {
    return { labels, tokens, each: wanted > 1, idle: idleAt(alpha) };
  }
  throw problem(
    'student-start',
    words`The student is to have ${wanted} distillation tokens, and its weights are of a network with ${tokens.length}.`,
    'Let the student start new, or from weights with as many tokens.',
  );
}

/** Frees what was to be trained where it cannot be. */
async function owning<Made>(initial: Parameters, make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (thrown) {
    dispose({ ...initial });
    throw thrown;
  }
}
