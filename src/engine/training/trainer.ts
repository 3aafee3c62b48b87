/**
 * Trains one network, epoch by epoch, as an async generator: it yields after every epoch and can be left at any time.
 *
 * Nothing is read synchronously: steps leave their sums on the device, and those of a few steps are read together while
 * the next few are under way. That bounds the steps in flight and still lets a loss that is not finite be reported with
 * its step.
 */
import type { Random } from '../../base/random.ts';
import type { EpochRecord } from '../../protocol/records.ts';
import { createAccumulator, lossNotFinite } from './accumulator.ts';
import type { TrainingControl } from './control.ts';
import { evaluate } from './evaluator.ts';
import type { Executor } from './executors/stepper.ts';
import type { LossTerms } from './gradients/termGradients.ts';
import type { Learner } from './learner.ts';

export interface TrainingPlan extends Learner {
  /** Where the steps are computed, with the images and the teacher. Its store made `store`. */
  readonly executor: Executor;
  readonly epochs: number;
  readonly batchSize: number;
  /** Learning rate of an epoch, counted from 1. */
  readonly rate: (epoch: number) => number;
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
 * Yields each epoch's measures; returns whether it got to the end.
 *
 * @throws ProblemError `loss-not-finite`, with the step (counted from 1 over the whole run) at which it happened.
 */
export async function* train(plan: TrainingPlan): AsyncGenerator<EpochRecord, 'finished' | 'stopped'> {
  const { executor, objective, batchSize, control } = plan;
  const { count } = executor.data.source;
  const steps = Math.ceil(count / batchSize);
  const shuffle = plan.random.fork('shuffle');
  const augment = plan.random.fork('augment');
  const stepper = executor.stepperFor(plan);
  try {
    for (let epoch = 1; epoch <= plan.epochs; epoch++) {
      const from = performance.now();
      const learningRate = plan.rate(epoch);
      const order = shuffle.fork(epoch).permutation(count);
      const views = augment.fork(epoch);
      const ledger = createAccumulator((epoch - 1) * steps, objective);
      let reading: Promise<Float32Array> = Promise.resolve(new Float32Array(0));
      for (let step = 0; step < steps; step++) {
        const indices = order.subarray(step * batchSize, (step + 1) * batchSize);
        const versions = Uint32Array.from(indices, () => views.uint32());
        await stepper.learn(indices, versions, learningRate);
        if (step % stepsPerRead === stepsPerRead - 1 || step === steps - 1) {
          const next = stepper.collect();
          // Heard of when it is awaited, which may be after a step that fails first.
          next.catch(() => undefined);
          ledger.add(await reading);
          reading = next;
        }
        plan.onStep(epoch, step + 1, steps, indices.length);
        if ((await control.checkpoint('step')) === 'stop') return 'stopped';
      }
      ledger.add(await reading);
      const validation = await evaluate(stepper, objective, control);
      if (!validation) return 'stopped';
      if (!Number.isFinite(validation.loss)) throw lossNotFinite(epoch * steps);
      const seconds = (performance.now() - from) / 1000;
      const gradients = plan.terms && (await stepper.gradients(plan.terms, control));
      yield {
        epoch,
        learningRate,
        train: ledger.measures(),
        validation,
        ...(gradients ? { gradients } : {}),
        seconds,
      };
      if ((await control.checkpoint('epoch')) === 'stop' && epoch < plan.epochs) return 'stopped';
    }
    return 'finished';
  } finally {
    stepper.dispose();
  }
}
