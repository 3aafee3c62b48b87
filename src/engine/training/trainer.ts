/**
 * Trains one network, epoch by epoch, as an async generator: it yields after every epoch and can be left at any time.
 *
 * Nothing is read synchronously: each step leaves one small vector of sums on the device, and a handful of them are
 * read together. That bounds the steps in flight and still lets a loss that is not finite be reported with its step.
 */
import {
  add,
  dispose,
  keep,
  mul,
  type Rank,
  stack,
  type Tensor,
  type Tensor1D,
  tensor4d,
  tidy,
  valueAndGrads,
  zeros,
} from '@tensorflow/tfjs-core';
import { problem } from '../../shared/problem.ts';
import type { Random } from '../../shared/random.ts';
import type { Measures } from '../../shared/records.ts';
import { runningShare } from '../layers/batchNorm.ts';
import { batchSums, measuresOf } from '../metrics/measures.ts';
import type { Model } from '../models/model.ts';
import { totalLoss } from '../objectives/combined.ts';
import type { Comparison, Term } from '../objectives/objective.ts';
import type { BatchSource } from './batches.ts';
import type { TrainingControl } from './control.ts';
import { evaluate } from './evaluator.ts';
import { type HeldOut, oneHotLabels } from './heldOut.ts';
import type { Optimizer } from './optimizers.ts';
import type { ParameterStore } from './parameterStore.ts';
import type { Batch, TeacherLogits } from './teacherLogits.ts';

export interface TrainingPlan {
  readonly model: Model;
  readonly classes: number;
  /** Owned by the caller; trained in place. */
  readonly store: ParameterStore;
  readonly optimizer: Optimizer;
  readonly source: BatchSource;
  readonly validation: HeldOut;
  /** Undefined when a teacher is trained: its logits are then zeros. */
  readonly teacher: TeacherLogits | undefined;
  readonly terms: (comparison: Comparison) => readonly Term[];
  /** Names of the terms, in the order in which `terms` gives them. */
  readonly termNames: readonly string[];
  readonly temperature: number;
  readonly epochs: number;
  readonly batchSize: number;
  /** Learning rate of an epoch, counted from 1. */
  readonly rate: (epoch: number) => number;
  /** Forked into `shuffle` and `augment`. */
  readonly random: Random;
  readonly control: TrainingControl;
  /** Told after every step. */
  readonly onStep: (epoch: number, step: number, steps: number, images: number) => void;
}

export interface TrainedEpoch {
  readonly epoch: number;
  readonly learningRate: number;
  readonly train: Measures;
  readonly validation: Measures;
  /** Wall-clock, pauses included. */
  readonly seconds: number;
}

/** How many steps may be in flight before their sums are read. */
const stepsPerRead = 8;

/**
 * Yields each epoch's measures; returns whether it got to the end.
 *
 * @throws ProblemError `loss-not-finite`, with the step (counted from 1 over the whole run) at which it happened.
 */
export async function* train(plan: TrainingPlan): AsyncGenerator<TrainedEpoch, 'finished' | 'stopped'> {
  const { source, batchSize, control } = plan;
  const steps = Math.ceil(source.count / batchSize);
  const shuffle = plan.random.fork('shuffle');
  const augment = plan.random.fork('augment');
  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    const from = performance.now();
    const learningRate = plan.rate(epoch);
    const order = shuffle.fork(epoch).permutation(source.count);
    const views = augment.fork(epoch);
    const ledger = createLedger((epoch - 1) * steps, plan.termNames);
    try {
      for (let step = 0; step < steps; step++) {
        const indices = order.subarray(step * batchSize, (step + 1) * batchSize);
        const versions = Uint32Array.from(indices, () => views.uint32());
        ledger.add(trainStep(plan, indices, versions, learningRate));
        if (ledger.pending >= stepsPerRead || step === steps - 1) await ledger.read();
        plan.onStep(epoch, step + 1, steps, indices.length);
        if ((await control.checkpoint('step')) === 'stop') return 'stopped';
      }
      const validation = await evaluate(plan, plan.validation);
      if (!validation) return 'stopped';
      if (!Number.isFinite(validation.loss)) throw notFinite(epoch * steps);
      yield {
        epoch,
        learningRate,
        train: ledger.measures(),
        validation,
        seconds: (performance.now() - from) / 1000,
      };
    } finally {
      ledger.dispose();
    }
    if ((await control.checkpoint('epoch')) === 'stop' && epoch < plan.epochs) return 'stopped';
  }
  return 'finished';
}

/** One forward and backward pass and one optimiser step; returns the batch's sums, which the caller owns. */
function trainStep(
  plan: TrainingPlan,
  indices: Int32Array,
  versions: Uint32Array,
  learningRate: number,
): Tensor1D {
  const { model, store, source, classes } = plan;
  const count = indices.length;
  const images = tensor4d(source.fill(indices, versions), [count, source.size, source.size, 3]);
  const labels = oneHotLabels(
    Int32Array.from(indices, (i) => source.labels[i] ?? 0),
    classes,
  );
  const batch: Batch = { images, indices, versions };
  const teacher = plan.teacher?.of(batch) ?? zeros<Rank.R2>([count, classes]);
  const observed: [string, Tensor1D][] = [];
  let sums: Tensor1D | undefined;
  const { trainable } = store;
  const forward = (...weights: Tensor[]) => {
    const parameters = { ...store.parameters };
    trainable.forEach((name, i) => {
      const weight = weights[i];
      if (weight) parameters[name] = weight;
    });
    const student = model.forward(parameters, images, {
      training: true,
      observe: (name, statistic) => observed.push([name, statistic]),
    });
    const comparison: Comparison = { student, teacher, labels, temperature: plan.temperature };
    const terms = plan.terms(comparison);
    sums = keep(batchSums({ ...comparison, terms }));
    return totalLoss(terms);
  };
  try {
    const { value, grads } = valueAndGrads(forward)(trainable.map((name) => store.get(name)));
    const gradients = new Map<string, Tensor>();
    trainable.forEach((name, i) => {
      const gradient = grads[i];
      if (gradient) gradients.set(name, gradient);
    });
    try {
      plan.optimizer.apply(store, gradients, learningRate);
    } finally {
      dispose([value, ...grads]);
    }
    for (const [name, statistic] of observed.splice(0)) moveRunning(store, name, statistic);
    if (!sums) throw new Error('the forward pass did not run');
    return sums;
  } catch (thrown) {
    // The device was lost, or has no more memory: what was kept for later has no later.
    sums?.dispose();
    for (const [, statistic] of observed) statistic.dispose();
    throw thrown;
  } finally {
    dispose([images, labels, teacher]);
  }
}

/** running += share · (batch − running); frees `statistic`. */
function moveRunning(store: ParameterStore, name: string, statistic: Tensor1D): void {
  const moved = tidy(() => add(mul(store.get(name), 1 - runningShare), mul(statistic, runningShare)));
  store.replace(name, moved);
  statistic.dispose();
}

/** Sums of one epoch's batches: kept on the device for a few steps, then read together and added up. */
function createLedger(stepsBefore: number, termNames: readonly string[]) {
  const waiting: Tensor1D[] = [];
  let totals: Float64Array | undefined;
  let stepsRead = 0;
  return {
    get pending() {
      return waiting.length;
    },
    add(sums: Tensor1D) {
      waiting.push(sums);
    },
    async read() {
      if (waiting.length === 0) return;
      const rows = waiting.splice(0);
      const together = tidy(() => stack(rows));
      dispose(rows);
      const values = await together.data();
      together.dispose();
      const width = values.length / rows.length;
      totals ??= new Float64Array(width);
      for (let row = 0; row < rows.length; row++) {
        const sums = values.subarray(row * width, (row + 1) * width);
        if (!Number.isFinite(measuresOf(sums, termNames).loss))
          throw notFinite(stepsBefore + stepsRead + row + 1);
        sums.forEach((value, column) => {
          if (totals) totals[column] = (totals[column] ?? 0) + value;
        });
      }
      stepsRead += rows.length;
    },
    measures(): Measures {
      return measuresOf(totals ?? [], termNames);
    },
    dispose() {
      dispose(waiting.splice(0));
    },
  };
}

function notFinite(step: number) {
  return problem(
    'loss-not-finite',
    `The loss was no longer a finite number at step ${step}.`,
    'Lower the learning rate, or choose a smaller temperature or a larger alpha.',
  );
}
