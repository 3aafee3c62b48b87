/**
 * Trains networks epoch by epoch, as an async generator: it yields after every epoch and can be left at any time. Several
 * learn in lock step, each its own step on the same batches.
 *
 * Nothing is read synchronously: steps leave their sums on the device, and those of a few steps are read together while
 * the next few are under way. That bounds the steps in flight and still lets a loss that is not finite be reported with
 * its step. Hooks see the networks in the middle of it, and a training may start at any step.
 */
import type { Random } from '../../base/random.ts';
import type { EpochRecord, Measures } from '../../protocol/records.ts';
import type { BatchChanges } from '../../spec/batchChanges.ts';
import { lossNotFinite } from './accumulator.ts';
import { changeDrawing } from './changes/drawChanges.ts';
import type { TrainingControl } from './control.ts';
import { evaluate } from './evaluator.ts';
import type { Executor, Stepper } from './executors/stepper.ts';
import type { LossTerms } from './gradients/termGradients.ts';
import { type InTraining, inTraining } from './inTraining.ts';
import type { Learner } from './learner.ts';
import { type Hook, type Progress, type TrainState, trainState } from './trainState.ts';

export interface TrainingPlan {
  /** Where the steps are computed, with the images and the teacher. It made the learners' stores. */
  readonly executor: Executor;
  readonly epochs: number;
  readonly batchSize: number;
  /** Learning rate of a step, by its epoch (from 1), by how many steps were taken before it, and by how many an epoch has. */
  readonly rate: (epoch: number, step: number, stepsPerEpoch: number) => number;
  /** Forked into `shuffle`, `augment`, and what `changeDrawing` draws from. */
  readonly random: Random;
  /** How the images of a batch are changed; they are not, unless given. */
  readonly changes?: BatchChanges | undefined;
  readonly control: TrainingControl;
  /** Measured after every epoch where given, and where the executor has a probe. */
  readonly terms?: LossTerms | undefined;
  /** Told with the first epoch. */
  readonly featureWeight?: number | undefined;
  readonly hooks?: readonly Hook[] | undefined;
  /** Where another training was left; the very beginning unless given. */
  readonly start?: TrainingStart | undefined;
  /** Told after every step. */
  readonly onStep: (epoch: number, step: number, steps: number, images: number) => void;
}

/**
 * With the stores and the optimisers in the state of that point, epochs are to the last digit those of a training from the
 * beginning to the end.
 */
export interface TrainingStart {
  /** Steps that were taken. In the middle of an epoch the draws of its first steps are passed over. */
  readonly step: number;
  /** Of each learner, see `TrainingPoint.sums`. Without, the first epoch's measures are of the steps from here on. */
  readonly sums?: readonly (readonly number[])[];
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
  const { executor, batchSize, control, rate, epochs, start = { step: 0 } } = plan;
  const { count } = executor.data.source;
  const steps = Math.ceil(count / batchSize);
  const firstEpoch = Math.floor(start.step / steps) + 1;
  const shuffle = plan.random.fork('shuffle');
  const augment = plan.random.fork('augment');
  const drawChanges = changeDrawing(executor.data.source, plan.changes, plan.random);
  const trained: InTraining[] = [];
  try {
    for (const learner of learners) trained.push(inTraining(executor, learner));
    const fellows = fellowsOf(trained);
    let taken = start.step;
    const hooks = hooksOf(
      plan.hooks,
      trainState(trained, steps, () => taken),
    );
    const about = (epoch: number) => ({ step: taken, epoch, epochs, stepsPerEpoch: steps });
    for (const [i, one] of trained.entries()) one.begin(start.step, start.sums?.[i]);
    if (hooks.start) await hooks.start(about(firstEpoch));
    for (let epoch = firstEpoch; epoch <= epochs; epoch++) {
      const from = performance.now();
      const before = (epoch - 1) * steps;
      const order = shuffle.fork(epoch).permutation(count);
      const views = augment.fork(epoch);
      const first = taken - before;
      for (let i = 0; i < first * batchSize; i++) views.uint32();
      if (first === 0) for (const one of trained) one.begin(before);
      for (let step = first; step < steps; step++) {
        const indices = order.subarray(step * batchSize, (step + 1) * batchSize);
        const versions = Uint32Array.from(indices, () => views.uint32());
        const learningRate = rate(epoch, taken, steps);
        const batch = { indices, versions, changes: drawChanges?.(taken, indices) };
        // What they say of each other is of before any step, so that their order does not matter.
        for (const { stepper, learner } of fellows.length > 0 ? trained : []) {
          await stepper.say(learner.objective.seesOwnView ? { indices, versions } : batch);
        }
        for (const [i, { stepper }] of trained.entries()) {
          await stepper.learn(batch, learningRate, fellows[i]);
        }
        taken++;
        if (step % stepsPerRead === stepsPerRead - 1 || step === steps - 1) {
          for (const one of trained) await one.read();
        }
        plan.onStep(epoch, step + 1, steps, indices.length);
        if (hooks.step) await hooks.step(about(epoch));
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
          ...{ epoch, learningRate: rate(epoch, before, steps), ...measures },
          ...(epoch === 1 && plan.featureWeight !== undefined ? { featureWeight: plan.featureWeight } : {}),
          ...(gradients ? { gradients } : {}),
          seconds,
        });
      }
      if (hooks.epoch) await hooks.epoch({ ...about(epoch), records });
      yield records;
      if ((await control.checkpoint('epoch')) === 'stop' && epoch < epochs) return 'stopped';
    }
    if (hooks.end) await hooks.end(about(epochs));
    return 'finished';
  } finally {
    for (const { stepper } of trained) stepper.dispose();
  }
}

/** Of each, the steppers of the others, or its own where it looks at another view of its own; none where nobody looks at any. */
function fellowsOf(trained: readonly InTraining[]): readonly (readonly Stepper[])[] {
  if (trained.some(({ learner }) => learner.objective.seesOwnView))
    return trained.map(({ stepper }) => [stepper]);
  if (!trained.some(({ learner }) => learner.objective.seesPeers)) return [];
  return trained.map((one) => trained.flatMap((other) => (other === one ? [] : [other.stepper])));
}

type Call = (about: Progress) => Promise<void>;

/** By when they are called, in their order; nothing where there are none. */
function hooksOf(hooks: readonly Hook[] = [], state: TrainState): Partial<Record<Hook['at'], Call>> {
  const called: Partial<Record<Hook['at'], Call>> = {};
  for (const at of new Set(hooks.map((hook) => hook.at))) {
    const mine = hooks.filter((hook) => hook.at === at);
    called[at] = async (about) => {
      for (const hook of mine) await hook.run(state, about);
    };
  }
  return called;
}
