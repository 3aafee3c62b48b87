/**
 * Trains a teacher from its labels alone: the student's loop with alpha = 1 and nobody to compare with.
 */
import type { Experiment } from '../../shared/experiment.ts';
import { random } from '../../shared/random.ts';
import type { TeacherEpochRecord } from '../../shared/records.ts';
import { initialise } from '../layers/initialise.ts';
import type { Parameters } from '../layers/parameters.ts';
import type { Model } from '../models/model.ts';
import { crossEntropy } from '../objectives/crossEntropy.ts';
import type { BatchSource } from './batches.ts';
import type { TrainingControl } from './control.ts';
import type { HeldOut } from './heldOut.ts';
import { optimizers } from './optimizers.ts';
import { createParameterStore } from './parameterStore.ts';
import { learningRateAt } from './schedule.ts';
import { train } from './trainer.ts';

export interface TeacherPlan {
  readonly experiment: Experiment;
  readonly model: Model;
  readonly classes: number;
  readonly source: BatchSource;
  readonly validation: HeldOut;
  readonly control: TrainingControl;
  /** Whether a step may be recorded and replayed; unless given, it is where the backend can. */
  readonly capture?: boolean;
  /** Told how many of a step's kernels are compiled. */
  readonly onPreparing?: (done: number, total: number) => void;
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
  const store = createParameterStore(model.parameters, initialise(model.parameters, stream.fork('init')));
  const optimizer = optimizers[experiment.optimizer](experiment);
  const epochs = experiment.teacherEpochs;
  let handedOver = false;
  try {
    const training = train({
      ...plan,
      store,
      optimizer,
      teacher: undefined,
      terms: (comparison) => [{ name: 'hard', weight: 1, value: crossEntropy.value(comparison) }],
      termNames: ['hard'],
      temperature: 1,
      epochs,
      batchSize: experiment.batchSize,
      rate: (epoch) => learningRateAt(epoch, { ...experiment, epochs }),
      random: stream,
    });
    for (;;) {
      const { value, done } = await training.next();
      if (done) {
        if (value === 'stopped') return undefined;
        handedOver = true;
        return store.parameters;
      }
      const { train: fitted, validation, ...rest } = value;
      yield {
        ...rest,
        epochs,
        train: { loss: fitted.loss, accuracy: fitted.accuracy },
        validation: { loss: validation.loss, accuracy: validation.accuracy },
      };
    }
  } finally {
    if (!handedOver) store.dispose();
    optimizer.dispose();
  }
}
