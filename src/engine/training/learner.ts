/**
 * One network that learns, and what one step and one evaluation of it are: the operations alone, whoever runs them.
 */
import {
  dispose,
  keep,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { MemoryName } from '../../spec/choices.ts';
import type { Model } from '../families/model.ts';
import { runFreeing } from '../families/parts.ts';
import type { DropRates, ForwardContext } from '../layers/forwardContext.ts';
import { named, type Parameters } from '../layers/parameters.ts';
import type { BatchObjective } from '../objectives/batchLoss.ts';
import { smoothed } from '../objectives/labels/smoothed.ts';
import type { Signals } from '../objectives/term.ts';
import { averaged, moveBoth } from './averaging/weightAverage.ts';
import { type BackwardPass, gradientsThrough } from './backward.ts';
import { dropOf } from './drop/dropCounter.ts';
import type { Optimizer } from './optimizers.ts';
import type { ParameterStore } from './parameterStore.ts';
import { type Penalty, penalised } from './penalty.ts';
import { signalsOf } from './signals/signals.ts';

export interface Learner {
  readonly model: Model;
  /** Owned by the caller; trained in place. */
  readonly store: ParameterStore;
  readonly optimizer: Optimizer;
  readonly objective: BatchObjective;
  /** What becomes of activations until the backward pass; kept unless given. */
  readonly memory?: MemoryName;
  /** The store has its parameters too. */
  readonly penalty?: Penalty | undefined;
  /** Nothing is left out unless given; the store then has what `dropSpecs` says too. */
  readonly drop?: DropRates | undefined;
}

/** What one step looks at. */
export interface StepBatch {
  /** [B, S, S, 3], normalised. */
  readonly images: Tensor4D;
  /** [B, K] one-hot. */
  readonly labels: Tensor2D;
  /** What the teachers say of the images; none where a network learns from labels alone. */
  readonly teachers: readonly Signals[];
  /** What the networks that are trained beside it said of them before this step; none where it is trained alone. */
  readonly peers?: readonly Signals[];
}

/**
 * One forward and backward pass, one optimiser step (`optimizer.prepare` was called), and the running statistics moved.
 * Returns the batch's sums, which the caller owns.
 */
export function learn(learner: Learner, batch: StepBatch): Tensor1D {
  const { store, optimizer, penalty } = learner;
  const observed = new Map<string, Tensor1D>();
  let sums: Tensor1D | undefined;
  try {
    const found = backward(learner, batch, {
      observe: (name, statistic) => void observed.set(name, statistic),
      onSums: (batchSums) => {
        sums = keep(batchSums);
      },
    });
    const gradients = penalty ? penalised(found, penalty, store) : found;
    try {
      optimizer.apply(store, new Map(store.trainable.map((name) => [name, gradients[name] as Tensor])));
    } finally {
      dispose(gradients);
    }
    moveBoth(store, observed);
    if (!sums) throw new Error('the forward pass did not run');
    return sums;
  } catch (thrown) {
    // The device was lost, or has no more memory: what was kept for later has no later.
    sums?.dispose();
    throw thrown;
  } finally {
    for (const statistic of observed.values()) statistic.dispose();
  }
}

/** What the network says of images in training mode, [B, K], for those that learn beside it; nothing of it moves. The caller owns it. */
export const trainingLogits = ({ model, store }: Network, images: Tensor4D): Tensor2D =>
  tidy(() => model.forward(store.parameters, images, { training: true }));

/** The gradient of the objective in training mode, by the network's trained parameters in their order; nothing is moved. The caller owns them. */
export function gradientsOf(learner: Network, batch: StepBatch): Tensor[] {
  return tidy(() => {
    const gradients = backward(learner, batch);
    return trainedIn(learner.model).map((name) => gradients[name] as Tensor);
  });
}

/** Names of the network's parameters that are trained. */
export const trainedIn = ({ parameters }: Pick<Model, 'parameters'>): readonly string[] =>
  parameters.filter(({ role }) => role === 'trainable').map(({ name }) => name);

type Network = Pick<Learner, 'model' | 'store' | 'objective' | 'memory' | 'drop'>;

/** The same by name; `onSums` is given the batch's sums, which it must keep if it wants them. */
function backward(
  { model, store, objective, memory = 'keep', drop: rates }: Network,
  { images, labels, teachers, peers = [] }: StepBatch,
  { observe, onSums }: { observe?: ForwardContext['observe']; onSums?: (sums: Tensor1D) => void } = {},
): Record<string, Tensor> {
  const { parameters } = store;
  const drop = dropOf(rates, parameters);
  const { labelSmoothing = 0 } = objective;
  return tidy(() => {
    // Outside of the gradient's tape, whose backward pass looks at it again.
    const hard = labelSmoothing > 0 ? smoothed(labels, labelSmoothing) : undefined;
    const learns = Math.min(firstThatLearns(model), firstTapped(model, objective.needs.student));
    return gradientsThrough({
      parts: model.parts.slice(learns),
      ...{ parameters, memory, observe, drop },
      input:
        learns > 0
          ? fixedPrefix(model.parts.slice(0, learns), parameters, images, { observe, drop })
          : images,
      ...{ taps: objective.needs.student, own: ownOf(objective, parameters) },
      loss(student, own) {
        const { total, sums } = objective.loss({ student, teachers, peers, labels, smoothed: hard }, own);
        onSums?.(sums);
        return total;
      },
    });
  });
}

/** The loss's own parameters, which stand beside the network's. */
function ownOf({ parameters: specs }: BatchObjective, held: Parameters): Parameters {
  return Object.fromEntries(specs.map(({ name }) => [name, named(held, name)]));
}

/** The first part that gives one of the taps; infinite where none is wanted. */
function firstTapped({ parts }: Model, taps: readonly string[]): number {
  const place = parts.findIndex((part) => part.taps?.some((name) => taps.includes(name)));
  return place < 0 ? Number.POSITIVE_INFINITY : place;
}

const firstThatLearns = ({ parts }: Model) =>
  Math.max(
    0,
    parts.findIndex(({ parameters }) => parameters.some(({ role }) => role === 'trainable')),
  );

/**
 * Runs the parts at the start that have nothing to learn, outside of the gradient's tape, so that nothing of them is kept
 * for a backward pass that never gets there. The caller owns what they give.
 */
function fixedPrefix(
  parts: Model['parts'],
  parameters: Parameters,
  images: Tensor4D,
  { observe, drop }: Pick<BackwardPass, 'observe' | 'drop'>,
): Tensor {
  return runFreeing(parts, parameters, images, { training: true, drop, ...(observe ? { observe } : {}) });
}

/** The sums of a batch in evaluation mode; the caller owns them. */
export function evaluationSums(
  { model, store, objective }: Learner,
  { images, labels, teachers }: StepBatch,
): Tensor1D {
  return tidy(() => {
    const student = signalsOf(
      { model, parameters: averaged(store.parameters) },
      images,
      objective.needs.student,
    );
    return objective.sums({ student, teachers, peers: [], labels }, ownOf(objective, store.parameters));
  });
}
