/**
 * Adds up the sums of an epoch's steps as they come back from the device, and notices a loss that is not finite.
 */
import { type ProblemError, problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { Measures } from '../../protocol/records.ts';
import type { BatchObjective } from '../objectives/batchLoss.ts';
import { measuresOf } from '../objectives/measures.ts';

export interface Accumulator {
  /**
   * @param rows [steps × W] of the steps that follow those before.
   * @throws ProblemError `loss-not-finite`, with the step at which it happened.
   */
  add(rows: Float32Array): void;
  /** Means over all images so far. */
  measures(): Measures;
  /** So far, [W]. */
  sums(): readonly number[];
}

/**
 * @param stepsBefore of the run, before the first that is added.
 * @param before sums of the epoch's steps before that one, [W]; none unless given.
 */
export function createAccumulator(
  stepsBefore: number,
  { width, termNames }: Pick<BatchObjective, 'width' | 'termNames'>,
  before: readonly number[] = [],
): Accumulator {
  const totals = Float64Array.from({ length: width }, (_, column) => before[column] ?? 0);
  let steps = 0;
  return {
    add(rows) {
      for (let row = 0; row < rows.length; row += width) {
        const sums = rows.subarray(row, row + width);
        steps++;
        if (!Number.isFinite(measuresOf(sums, termNames).loss)) throw lossNotFinite(stepsBefore + steps);
        sums.forEach((value, column) => {
          totals[column] = (totals[column] ?? 0) + value;
        });
      }
    },
    measures: () => measuresOf(totals, termNames),
    sums: () => Array.from(totals),
  };
}

/** @param step counted from 1 over the whole run. */
export function lossNotFinite(step: number): ProblemError {
  return problem(
    'loss-not-finite',
    words`The loss was no longer a finite number at step ${step}.`,
    'Lower the learning rate, or choose a smaller temperature or a larger alpha.',
  );
}
