/**
 * What training asks of the place where its steps are computed. There are two: one that hands every batch to the backend
 * (`hostExecutor.ts`), and one whose data stay on the GPU and whose steps are recorded once (`deviceExecutor.ts`).
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Gradients } from '../../../protocol/records.ts';
import type { ParameterSpec, Parameters } from '../../layers/parameters.ts';
import type { Signals } from '../../objectives/term.ts';
import type { BatchSource } from '../batches.ts';
import type { TrainingControl } from '../control.ts';
import type { LossTerms } from '../gradients/termGradients.ts';
import type { HeldOut } from '../heldOut.ts';
import type { Learner } from '../learner.ts';
import type { ParameterStore } from '../parameterStore.ts';
import type { TeacherLogits } from '../teacherLogits.ts';

/** What all networks of a sweep have in common. */
export interface TrainingData {
  readonly source: BatchSource;
  /** K */
  readonly classes: number;
  readonly validation: HeldOut;
  /** Images on which `Stepper.gradients` measures; absent where nobody asks it to. */
  readonly probe?: HeldOut | undefined;
  /** In the experiment's order; none when a teacher is trained. */
  readonly teachers: readonly TeacherLogits[];
  /** The seed of networks that learned nothing, which are tapped in the teachers' place; these are tapped themselves unless given. */
  readonly randomFeatures?: number | undefined;
  /** Whether steps may be recorded and replayed; unless given, they are where the backend can. */
  readonly capture?: boolean;
  /** Told how many of a step's kernels are compiled. */
  readonly onPreparing?: (done: number, total: number) => void;
}

/** Images of a training batch, B of them. */
export interface TrainingBatch {
  /** [B] */
  readonly indices: Int32Array;
  /** [B], see `BatchSource`. */
  readonly versions: Uint32Array;
  /** [B, 16], see `ops/changedImages/changes.ts`; absent where images are shown as they are. */
  readonly changes?: Int32Array | undefined;
}

/** Takes one network's steps. */
export interface Stepper {
  /** Enqueues what the network says of a batch as it is, for those that learn beside it: see `said`. */
  say(batch: TrainingBatch): Promise<void>;
  /** [B, K], of the last batch of so many images that it was to `say` something of; it stays the stepper's. */
  said(count: number): Tensor2D;
  /**
   * Enqueues one step on a batch.
   *
   * @param peers steppers of those that learn beside it, which have said something of the same batch; always the same
   */
  learn(batch: TrainingBatch, learningRate: number, peers?: readonly Stepper[]): Promise<void>;
  /** The sums (see `batchSums`) of the steps since the last time, in order: [steps × W]. */
  collect(): Promise<Float32Array>;
  /** Σ over the whole validation set of its batches' sums, [W]; undefined when stopped on the way. */
  evaluate(control: TrainingControl): Promise<Float32Array | undefined>;
  /**
   * How the terms pull at the weights as they are, on the probe, see `termGradients.ts`; undefined when stopped on the way,
   * and where there is nothing to measure. Changes nothing.
   */
  gradients(terms: LossTerms, control: TrainingControl): Promise<Gradients | undefined>;
  dispose(): void;
}

export interface Executor {
  readonly data: TrainingData;
  /** Takes ownership of `initial`, which must hold every name in `specs`. */
  createStore(specs: readonly ParameterSpec[], initial: Parameters): ParameterStore;
  stepperFor(learner: Learner): Stepper;
  /** Frees what the executor holds, once the teacher's logits are where they are kept. */
  dispose(): Promise<void>;
}

/** What those that learn beside a network said of a batch of so many images. */
export const saidBy = (peers: readonly Stepper[], count: number): readonly Signals[] =>
  peers.map((peer) => ({ logits: peer.said(count), taps: {} }));
