/**
 * A sweep that others ran and published, to be laid beside one's own: the curves of every run, the figures of the final epochs
 * worked out from them, and the table as its authors printed it.
 */

import { plainRun } from '../../protocol/record.ts';
import type { EpochRecord, Measures, RunRecord } from '../../protocol/records.ts';
import { type Spread, spread } from '../spread.ts';

export interface PublishedEpoch {
  /** From 1. */
  readonly epoch: number;
  readonly validationLoss: number;
  /** 0 … 1 */
  readonly validationAccuracy: number;
  /** Mean |teacher logit − student logit|, over what `PublishedSweep` says. */
  readonly logitDifference: number;
}

export interface PublishedRun {
  readonly alpha: number;
  /** From 1. Runs of one number share no seed: they are no pairs. */
  readonly run: number;
  readonly epochs: readonly PublishedEpoch[];
}

type MeanStd = Pick<Spread, 'mean' | 'std'>;

/** A line of a table: means and sample standard deviations (n − 1). */
export interface PublishedRow {
  readonly alpha: number;
  /** Of how many numbers each mean is; undefined where it was not said and cannot be found out. */
  readonly n: number | undefined;
  readonly loss: MeanStd;
  readonly accuracy: MeanStd;
  readonly difference: MeanStd;
}

export interface PublishedSource {
  /** Where it can be read. */
  readonly repository: string;
  /** Which of its files hold the curves. */
  readonly histories: string;
  /** Where the table is printed. */
  readonly printed: string;
}

export interface PublishedSweep {
  readonly title: string;
  readonly source: PublishedSource;
  /** Ascending. */
  readonly alphas: readonly number[];
  /** Of a complete run. */
  readonly epochs: number;
  readonly validationImages: number;
  readonly teacherAccuracy: number;
  readonly runs: readonly PublishedRun[];
  /** Over runs: complete runs' last epochs. */
  readonly final: readonly PublishedRow[];
  /** As printed by its authors: all epochs of all runs thrown together, so ± is not the spread between runs. */
  readonly pooled: readonly PublishedRow[];
}

export const isComplete = ({ epochs }: Pick<PublishedSweep, 'epochs'>, run: PublishedRun) =>
  run.epochs.length === epochs;

/** One row for each alpha: final epoch, mean and sample deviation over complete runs, n of them. */
export function finalRows(
  sweep: Pick<PublishedSweep, 'alphas' | 'epochs' | 'runs'>,
): readonly PublishedRow[] {
  return sweep.alphas.map((alpha) => {
    const ends = sweep.runs.flatMap((run) =>
      run.alpha === alpha && isComplete(sweep, run) ? run.epochs.slice(-1) : [],
    );
    return {
      alpha,
      n: ends.length,
      loss: spread(ends.map((end) => end.validationLoss)),
      accuracy: spread(ends.map((end) => end.validationAccuracy)),
      difference: spread(ends.map((end) => end.logitDifference)),
    };
  });
}

/** The runs as the page's own are kept, for what draws curves; nothing was published of training, terms, seeds and times. */
export function recordsOf(sweep: PublishedSweep): readonly RunRecord[] {
  return sweep.runs.map((run) =>
    plainRun({
      ...{ alpha: run.alpha, run: run.run, seed: Number.NaN },
      status: isComplete(sweep, run) ? 'finished' : 'stopped',
      history: run.epochs.map(
        ({
          epoch,
          validationLoss: loss,
          validationAccuracy: accuracy,
          logitDifference: difference,
        }): EpochRecord => ({
          ...{ epoch, learningRate: Number.NaN, seconds: Number.NaN },
          train: unpublished,
          validation: { loss, accuracy, difference, terms: {} },
        }),
      ),
    }),
  );
}

const unpublished: Measures = { loss: Number.NaN, terms: {}, accuracy: Number.NaN, difference: Number.NaN };
