/**
 * One of the networks that are trained together: its steps, and their sums on the way back from the device.
 */
import type { Measures } from '../../protocol/records.ts';
import { createAccumulator } from './accumulator.ts';
import type { Executor, Stepper } from './executors/stepper.ts';
import type { Learner } from './learner.ts';

export interface InTraining {
  readonly learner: Learner;
  readonly stepper: Stepper;
  /**
   * A new epoch begins.
   *
   * @param stepsBefore of the run, see `createAccumulator`.
   */
  begin(stepsBefore: number, before?: readonly number[]): void;
  /** Asks for the sums of the steps since the last time, and waits for those that were asked for before. */
  read(): Promise<void>;
  /** Means over the epoch's images, once all sums that were asked for have come. */
  measures(): Promise<Measures>;
  /** Sums of the epoch's steps so far, [W]. */
  sums(): Promise<readonly number[]>;
}

export function inTraining(executor: Executor, learner: Learner): InTraining {
  const stepper = executor.stepperFor(learner);
  const nothing = Promise.resolve(new Float32Array(0));
  let accumulator = createAccumulator(0, learner.objective);
  let reading: Promise<Float32Array> = nothing;
  const read = async () => {
    const next = stepper.collect();
    // Heard of when it is awaited, which may be after a step that fails first.
    next.catch(() => undefined);
    accumulator.add(await reading);
    reading = next;
  };
  const settle = async () => {
    accumulator.add(await reading);
    reading = nothing;
  };
  return {
    ...{ learner, stepper, read },
    begin(stepsBefore, before) {
      accumulator = createAccumulator(stepsBefore, learner.objective, before);
    },
    async measures() {
      await settle();
      return accumulator.measures();
    },
    async sums() {
      await read();
      await settle();
      return accumulator.sums();
    },
  };
}
