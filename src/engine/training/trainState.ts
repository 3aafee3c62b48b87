/**
 * What a hook sees of a training that is under way, and may change: each learner's parameters and its optimiser's state.
 */
import type { EpochRecord } from '../../protocol/records.ts';
import type { HostParameters } from '../layers/hostParameters.ts';
import type { InTraining } from './inTraining.ts';

/** How far a training is. */
export interface Progress {
  /** Steps that were taken, those before a later start among them. */
  readonly step: number;
  /** The epoch of the last step, or at the start that of the first; from 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  /** At the end of an epoch: its measures, of each learner. */
  readonly records?: readonly EpochRecord[];
}

/** All that it takes to go on from a step as if training had never been left. */
export interface TrainingPoint {
  /** Every tensor of the store. */
  readonly tensors: HostParameters;
  /** See `Optimizer.state`. */
  readonly optimiser: HostParameters;
  /** Steps that were taken. */
  readonly step: number;
  /** Of the epoch under way: sums over its steps so far (see `batchSums`), [W]; empty between two epochs. */
  readonly sums: readonly number[];
}

export interface LearnerState {
  /** Every tensor of the store as it is after the last step. */
  read(): Promise<HostParameters>;
  /**
   * Puts new values in the place of those that are there, for the next step. The optimiser's state stays as it is.
   *
   * @throws Error where a name is not the store's, or a shape is another.
   */
  write(changed: HostParameters): void;
  readOptimiser(): Promise<HostParameters>;
  /** @throws Error where it is the state of another optimiser, or of other parameters. */
  writeOptimiser(state: HostParameters): void;
  point(): Promise<TrainingPoint>;
}

export interface TrainState {
  /** In the order in which they were given. */
  readonly learners: readonly LearnerState[];
}

/**
 * Called in the middle of a training, which waits for it: `start` before the first step, `step` after each one, `epoch` after
 * each epoch's measures, `end` after the last epoch, but not where training was stopped or failed.
 */
export interface Hook {
  readonly at: 'start' | 'step' | 'epoch' | 'end';
  run(state: TrainState, about: Progress): void | Promise<void>;
}

/** @param taken how many steps were taken, now. */
export function trainState(
  trained: readonly InTraining[],
  stepsPerEpoch: number,
  taken: () => number,
): TrainState {
  return {
    learners: trained.map(({ learner: { store, optimizer }, sums }) => {
      const readOptimiser = () => optimizer.state(store);
      return {
        read: store.read,
        write: store.write,
        readOptimiser,
        writeOptimiser: (state) => optimizer.restore(store, state),
        async point() {
          const step = taken();
          return {
            tensors: await store.read(),
            optimiser: await readOptimiser(),
            step,
            sums: step % stepsPerEpoch === 0 ? [] : await sums(),
          };
        },
      };
    }),
  };
}
