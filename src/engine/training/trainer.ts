/**
 * Trains networks epoch by epoch, as an async generator: it yields after every epoch and can be left at any time. Several
 * learn in lock step, each its own step on the same batches.
 *
 * Nothing is read synchronously: steps leave their sums on the device, and those of a few steps are read together while
 * the next few are under way. That bounds the steps in flight and still lets a loss that is not finite be reported with
 * its step.
 */
import type { Random } from '../../base/random.ts';
import type { EpochRecord, Measures } from '../../protocol/records.ts';
import { lossNotFinite } from './accumulator.ts';
import type { TrainingControl } from './control.ts';
import { evaluate } from './evaluator.ts';
import type { Executor } from './executors/stepper.ts';
import type { LossTerms } from './gradients/termGradients.ts';
import { type InTraining, inTraining } from './inTraining.ts';
import type { Learner } from './learner.ts';

export interface TrainingPlan {
  /** Where the steps are computed, with the images and the teacher. It made the learners' stores. */
  readonly executor: Executor;
  readonly epochs: number;
  readonly batchSize: number;
  /** Learning rate of a step, by its epoch (from 1) and by how many steps were taken before it. */
  readonly rate: (epoch: number, step: number) => number;
  /** Forked into `shuffle` and `augment`. */
  readonly random: Random;
  readonly control: TrainingControl;
  /** Measured after every epoch where given, and where the executor has a probe. */
  readonly terms?: LossTerms | undefined;
  /** Told after every step. */
  readonly onStep: (epoch: number, step: number, steps: number, images: number) => void;
}

/** After how many steps their sums are asked for; as many again may be in flight until those have come. */
const stepsPerRead = 8;

/**
 * Yields each epoch's measures, of each learner; returns whether it got to the end.
 *
 * @param learners one at least; each has a store and an optimiser of its own.
 * @throws ProblemError `loss-not-finite`, with the step (counted from 1 over the whole run) at which it happened.
 */
export async function* train(
  learners: readonly Learner[],
  plan: TrainingPlan,
): AsyncGenerator<readonly EpochRecord[], 'finished' | 'stopped'> {
  const { executor, batchSize, control, rate } = plan;
  const { count } = executor.data.source;
  const steps = Math.ceil(count / batchSize);
  const shuffle = plan.random.fork('shuffle');
  const augment = plan.random.fork('augment');
  const trained: InTraining[] = [];
  try {
    for (const learner of learners) trained.push(inTraining(executor, learner));
    for (let epoch = 1; epoch <= plan.epochs; epoch++) {
      const from = performance.now();
      const before = (epoch - 1) * steps;
      const order = shuffle.fork(epoch).permutation(count);
      const views = augment.fork(epoch);
      for (const one of trained) one.begin(before);
      for (let step = 0; step < steps; step++) {
        const indices = order.subarray(step * batchSize, (step + 1) * batchSize);
        const versions = Uint32Array.from(indices, () => views.uint32());
        for (const { stepper } of trained) await stepper.learn(indices, versions, rate(epoch, before + step));
        if (step % stepsPerRead === stepsPerRead - 1 || step === steps - 1) {
          for (const one of trained) await one.read();
        }
        plan.onStep(epoch, step + 1, steps, indices.length);
        if ((await control.checkpoint('step')) === 'stop') return 'stopped';
      }
      const measured: { readonly train: Measures; readonly validation: Measures }[] = [];
      for (const one of trained) {
        const fitted = await one.measures();
        const validation = await evaluate(one.stepper, one.learner.objective, control);
        if (!validation) return 'stopped';
        if (!Number.isFinite(validation.loss)) throw lossNotFinite(epoch * steps);
        measured.push({ train: fitted, validation });
      }
      const seconds = (performance.now() - from) / 1000;
      const records: EpochRecord[] = [];
      for (const [i, measures] of measured.entries()) {
        const gradients = plan.terms && (await trained[i]?.stepper.gradients(plan.terms, control));
        records.push({
          ...{ epoch, learningRate: rate(epoch, before), ...measures },
          ...(gradients ? { gradients } : {}),
          seconds,
        });
      }
      yield records;
      if ((await control.checkpoint('epoch')) === 'stop' && epoch < plan.epochs) return 'stopped';
    }
    return 'finished';
  } finally {
    for (const { stepper } of trained) stepper.dispose();
  }
}
