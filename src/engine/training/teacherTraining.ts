/**
 * Trains a teacher from its labels alone: a network's training with alpha = 1 and nobody to compare with.
 */

import { type Random, random } from '../../base/random.ts';
import type { TeacherEpochRecord } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Model } from '../families/model.ts';
import { initialise } from '../layers/initialise.ts';
import type { Parameters } from '../layers/parameters.ts';
import { labelsObjective } from '../objectives/batchLoss.ts';
import type { TrainingControl } from './control.ts';
import { openExecutor } from './executors/executor.ts';
import type { TrainingData } from './executors/stepper.ts';
import { trainNetwork } from './networkTraining.ts';
import { optimizers } from './optimizers.ts';
import { learningRateOf } from './schedule.ts';

export interface TeacherPlan extends Omit<TrainingData, 'teachers'> {
  readonly experiment: Experiment;
  readonly model: Model;
  /** Where its weights begin, drawn from the stream it is given; owned by the training. Unless given, `initialise`. */
  readonly initial?: (stream: Random) => Parameters;
  readonly control: TrainingControl;
  readonly onStep: (epoch: number, step: number, steps: number, images: number) => void;
}

/**
 * Yields each epoch; returns the trained parameters, which the caller then owns, or undefined when stopped.
 *
 * @throws ProblemError `loss-not-finite`
 */
export async function* trainTeacher(
  plan: TeacherPlan,
): AsyncGenerator<TeacherEpochRecord, Parameters | undefined> {
  const { experiment, model, control, onStep } = plan;
  const {
    batchSize,
    memory,
    emaDecay,
    schedule,
    stepSize,
    gamma,
    warmup,
    teacherEpochs: epochs,
  } = experiment;
  const learningRate = experiment.teacherRate || experiment.learningRate;
  const rates = { schedule, learningRate, epochs, stepSize, gamma, warmup };
  const stream = random(experiment.seed).fork('teacher');
  const executor = openExecutor({ ...plan, teachers: [] });
  const { initial = (init) => initialise(model.parameters, init) } = plan;
  try {
    const training = trainNetwork({
      ...{ model, executor, control, onStep, epochs, batchSize, memory, emaDecay, random: stream },
      initial: initial(stream.fork('init')),
      objective: () => labelsObjective,
      optimizer: () => optimizers[experiment.optimizer](experiment),
      rate: (epoch, step, stepsPerEpoch) => learningRateOf({ epoch, step, stepsPerEpoch }, rates),
      finish: async (_, release) => release(),
    });
    for (;;) {
      const { value, done } = await training.next();
      if (done) return value;
      const { train, validation, ...rest } = value;
      yield {
        ...{ ...rest, epochs },
        train: { loss: train.loss, accuracy: train.accuracy },
        validation: { loss: validation.loss, accuracy: validation.accuracy },
      };
    }
  } finally {
    await executor.dispose();
  }
}
