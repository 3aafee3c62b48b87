/**
 * One network that learns, and what one step and one evaluation of it are: the operations alone, whoever runs them.
 */
import {
  add,
  dispose,
  keep,
  mul,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tidy,
  valueAndGrads,
} from '@tensorflow/tfjs-core';
import { moveTowards } from '../kernels/moveTowards/moveTowards.ts';
import { packParts } from '../kernels/packParts/packParts.ts';
import { runningShare } from '../layers/batchNorm.ts';
import type { ForwardContext, Model } from '../models/model.ts';
import type { BatchLoss, BatchObjective } from '../objectives/batchLoss.ts';
import type { Optimizer } from './optimizers.ts';
import type { ParameterStore } from './parameterStore.ts';

export interface Learner {
  readonly model: Model;
  /** Owned by the caller; trained in place. */
  readonly store: ParameterStore;
  readonly optimizer: Optimizer;
  readonly objective: BatchObjective;
  readonly temperature: number;
}

/** What one step looks at. */
export interface StepBatch {
  /** [B, S, S, 3], normalised. */
  readonly images: Tensor4D;
  /** [B, K] one-hot. */
  readonly labels: Tensor2D;
  /** [B, K] */
  readonly teacher: Tensor2D;
}

/**
 * One forward and backward pass, one optimiser step (`optimizer.prepare` was called), and the running statistics moved.
 * Returns the batch's sums, which the caller owns.
 */
export function learn(learner: Learner, batch: StepBatch): Tensor1D {
  const { store, optimizer } = learner;
  const observed = new Map<string, Tensor1D>();
  const { trainable } = store;
  const observe = (name: string, statistic: Tensor1D) => void observed.set(name, statistic);
  const begun = fixedPrefix(learner, batch.images, observe);
  let sums: Tensor1D | undefined;
  const forward = (...weights: Tensor[]) => {
    const loss = lossAt(learner, weights, batch, begun, observe);
    sums = keep(loss.sums);
    return loss.total;
  };
  try {
    const { value, grads } = valueAndGrads(forward)(trainable.map((name) => store.get(name)));
    const gradients = new Map<string, Tensor>();
    trainable.forEach((name, i) => {
      const gradient = grads[i];
      if (gradient) gradients.set(name, gradient);
    });
    try {
      optimizer.apply(store, gradients);
    } finally {
      dispose([value, ...grads]);
    }
    moveRunning(store, observed);
    if (!sums) throw new Error('the forward pass did not run');
    return sums;
  } catch (thrown) {
    // The device was lost, or has no more memory: what was kept for later has no later.
    sums?.dispose();
    throw thrown;
  } finally {
    if (begun.parts > 0) begun.x.dispose();
    for (const statistic of observed.values()) statistic.dispose();
  }
}

/** How far a forward pass has come. */
interface Begun {
  /** How many of the model's parts are behind it. */
  readonly parts: number;
  /** What the last of them gave; the images where none is. */
  readonly x: Tensor;
}

/**
 * Runs the parts at the start that have nothing to learn, outside of the gradient's tape, so that nothing of them is kept
 * for a backward pass that never gets there. Where there are any, the caller owns `x`.
 */
function fixedPrefix(
  { model, store }: Pick<Learner, 'model' | 'store'>,
  images: Tensor4D,
  observe?: ForwardContext['observe'],
): Begun {
  const learns = model.parts.findIndex(({ parameters }) =>
    parameters.some(({ role }) => role === 'trainable'),
  );
  if (learns <= 0) return { parts: 0, x: images };
  const context = { training: true, ...(observe ? { observe } : {}) };
  const x = tidy(() =>
    model.parts
      .slice(0, learns)
      .reduce<Tensor>((shown, part) => part.run(store.parameters, shown, context), images),
  );
  return { parts: learns, x };
}

/** The gradient of the objective in training mode, by parameter in the store's order; nothing is moved. The caller owns them. */
export function gradientsOf(
  learner: Pick<Learner, 'model' | 'store' | 'objective' | 'temperature'>,
  batch: StepBatch,
): Tensor[] {
  return tidy(() => {
    const { trainable } = learner.store;
    const begun = fixedPrefix(learner, batch.images);
    const forward = (...weights: Tensor[]) => lossAt(learner, weights, batch, begun).total;
    return valueAndGrads(forward)(trainable.map((name) => learner.store.get(name))).grads;
  });
}

/** The loss in training mode with these weights, in the order of the store's trained parameters. */
function lossAt(
  { model, store, objective, temperature }: Pick<Learner, 'model' | 'store' | 'objective' | 'temperature'>,
  weights: readonly Tensor[],
  { labels, teacher }: Pick<StepBatch, 'labels' | 'teacher'>,
  begun: Begun,
  observe?: ForwardContext['observe'],
): BatchLoss {
  const parameters = { ...store.parameters };
  store.trainable.forEach((name, i) => {
    const weight = weights[i];
    if (weight) parameters[name] = weight;
  });
  const context = { training: true, ...(observe ? { observe } : {}) };
  const student = model.parts
    .slice(begun.parts)
    .reduce<Tensor>((x, part) => part.run(parameters, x, context), begun.x) as Tensor2D;
  return objective.loss({ student, teacher, labels, temperature });
}

/** running += share · (batch − running), for every running statistic that the batch had something to say of. */
function moveRunning(store: ParameterStore, observed: ReadonlyMap<string, Tensor1D>): void {
  if (observed.size === 0) return;
  if (!store.packed) {
    for (const [name, statistic] of observed) {
      const moved = tidy(() => add(mul(store.get(name), 1 - runningShare), mul(statistic, runningShare)));
      store.replace(name, moved);
    }
    return;
  }
  const { flat, names, starts, length } = store.packed.buffers;
  const statistics = names.map((name) => {
    const statistic = observed.get(name);
    if (!statistic) throw new Error(`the batch says nothing of ${name}`);
    return statistic;
  });
  const batch = packParts(
    statistics,
    names.map((name) => starts[name] ?? 0),
    length,
  );
  moveTowards(flat, batch, runningShare);
  batch.dispose();
}

/** The sums of a batch in evaluation mode; the caller owns them. */
export function judge({ model, store, objective, temperature }: Learner, batch: StepBatch): Tensor1D {
  return tidy(() => {
    const student = model.forward(store.parameters, batch.images, { training: false });
    return objective.sums({ student, teacher: batch.teacher, labels: batch.labels, temperature });
  });
}
