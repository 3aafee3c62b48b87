/**
 * Trains a teacher from its labels alone: the student's loop with alpha = 1 and nobody to compare with.
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
import type { Learner } from './learner.ts';
import { optimizers } from './optimizers.ts';
import { learningRateAt } from './schedule.ts';
import { train } from './trainer.ts';

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
  const { experiment, model } = plan;
  const stream = random(experiment.seed).fork('teacher');
  const executor = openExecutor({ ...plan, teachers: [] });
  const { initial = (init) => initialise(model.parameters, init) } = plan;
  const store = executor.createStore(model.parameters, initial(stream.fork('init')));
  const optimizer = optimizers[experiment.optimizer](experiment);
  const { teacherEpochs: epochs, schedule, stepSize, gamma } = experiment;
  let handedOver = false;
  try {
    const learningRate = experiment.teacherRate || experiment.learningRate;
    const learner: Learner = {
      ...{ model, store, optimizer },
      objective: labelsObjective,
      memory: experiment.memory,
    };
    const training = train([learner], {
      ...plan,
      executor,
      epochs,
      batchSize: experiment.batchSize,
      rate: (epoch) => learningRateAt(epoch, { schedule, learningRate, epochs, stepSize, gamma }),
      random: stream,
    });
    for (;;) {
      const { value, done } = await training.next();
      if (done) {
        if (value === 'stopped') return undefined;
        handedOver = true;
        return store.release();
      }
      for (const { train: fitted, validation, ...rest } of value) {
        yield {
          ...rest,
          epochs,
          train: { loss: fitted.loss, accuracy: fitted.accuracy },
          validation: { loss: validation.loss, accuracy: validation.accuracy },
        };
      }
    }
  } finally {
    if (!handedOver) store.dispose();
    optimizer.dispose();
    await executor.dispose();
  }
}
