/**
 * Finished runs survive a reload: each is put away when it ends, and what is read back passes a schema.
 *
 * Storage may be absent (private windows), full, older than this page or tampered with. None of that stops anything:
 * what cannot be written is not kept, what cannot be read was never there.
 */
import * as v from 'valibot';
import { type Experiment, experimentVersion } from '../shared/experiment.ts';
import type { RunRecord } from '../shared/records.ts';
import { experimentKey } from './experimentKey.ts';

/** Rows of finished runs, grouped by experiment. */
export interface RunShelf {
  /** Puts a row in place of the one for the same experiment, alpha and run. */
  put(experiment: string, row: SavedRun): Promise<void>;
  rows(experiment: string): Promise<readonly unknown[]>;
  /** When something was last put away for each experiment, ms. */
  experiments(): Promise<readonly { readonly experiment: string; readonly savedAt: number }[]>;
  remove(experiment: string): Promise<void>;
}

export interface SavedRun {
  readonly version: number;
  readonly savedAt: number;
  readonly record: RunRecord;
}

export interface SavedRuns {
  /** The finished runs of this experiment, one per alpha and run number. */
  read(experiment: Experiment): Promise<readonly RunRecord[]>;
  add(experiment: Experiment, record: RunRecord): Promise<void>;
  forget(experiment: Experiment): Promise<void>;
}

/** Experiments whose runs are kept; the one untouched for longest goes first. */
export const experimentsKept = 20;

const number = v.pipe(v.number(), v.finite());
const wholeNumber = v.pipe(number, v.integer(), v.minValue(0));
const share = v.pipe(number, v.minValue(0), v.maxValue(1));
const measures = v.object({
  loss: number,
  terms: v.record(v.pipe(v.string(), v.maxLength(60)), number),
  accuracy: share,
  difference: v.pipe(number, v.minValue(0)),
});
const epochRecord = v.object({
  epoch: wholeNumber,
  learningRate: number,
  train: measures,
  validation: measures,
  seconds: number,
});
const finishedRun = v.object({
  alpha: share,
  run: wholeNumber,
  seed: wholeNumber,
  status: v.literal('finished'),
  history: v.array(epochRecord),
});
const savedRun = v.object({ version: v.literal(experimentVersion), savedAt: number, record: finishedRun });

export function createSavedRuns(shelf: RunShelf, now: () => number): SavedRuns {
  return {
    async read(experiment) {
      if (!lasts(experiment)) return [];
      try {
        const rows = await shelf.rows(experimentKey(experiment));
        return rows.flatMap((row) => {
          const read = v.safeParse(savedRun, row);
          return read.success && belongs(read.output.record, experiment) ? [read.output.record] : [];
        });
      } catch {
        return [];
      }
    },
    async add(experiment, record) {
      if (!lasts(experiment)) return;
      try {
        await shelf.put(experimentKey(experiment), { version: experimentVersion, savedAt: now(), record });
        const kept = [...(await shelf.experiments())].sort((a, b) => b.savedAt - a.savedAt);
        for (const { experiment: old } of kept.slice(experimentsKept)) await shelf.remove(old);
      } catch {
        return;
      }
    },
    async forget(experiment) {
      try {
        await shelf.remove(experimentKey(experiment));
      } catch {
        return;
      }
    },
  };
}

/** A teacher from a file is known only as `file`: the next visit's may be another. */
function lasts(experiment: Experiment): boolean {
  return experiment.teacher !== 'file';
}

/** The run is one of the experiment's, with every epoch in order. */
function belongs(record: RunRecord, experiment: Experiment): boolean {
  return (
    experiment.alphas.includes(record.alpha) &&
    record.run >= 1 &&
    record.run <= experiment.runs &&
    record.history.length === experiment.epochs &&
    record.history.every(({ epoch }, i) => epoch === i + 1)
  );
}
