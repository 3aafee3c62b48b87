/**
 * What is kept of a sweep beside its runs: what it was measured on and with, how each run ended, and a name that a person
 * gave it. Small, so that hundreds of sweeps are listed without reading their curves.
 */
import * as v from 'valibot';
import { outcomeOf } from '../../analysis/statistics.ts';
import type { Said, Sentence, SentenceValue } from '../../lang/sentence.ts';
import { alphaOf, historyOf } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { alphaRunId } from '../../protocol/runId.ts';
import type { BackendName } from '../../spec/choices.ts';

const finite = v.pipe(v.number(), v.finite());
const share = v.pipe(finite, v.minValue(0), v.maxValue(1));
const count = v.pipe(finite, v.integer(), v.minValue(0));
const words = v.pipe(v.string(), v.maxLength(200));
export const longestName = 60;

const said: v.GenericSchema<unknown, Said> = v.object({
  template: words,
  values: v.pipe(v.array(v.lazy((): v.GenericSchema<unknown, SentenceValue> => value)), v.maxLength(10)),
});
const value: v.GenericSchema<unknown, SentenceValue> = v.union([words, finite, said]);
const sentence: v.GenericSchema<unknown, Sentence> = v.union([words, said]);

const backends = ['webgpu', 'wasm', 'cpu'] as const satisfies readonly BackendName[];

const aboutSchema = v.looseObject({
  datasetLabel: v.optional(words),
  validationImages: v.optional(count),
  /** `given`: the folder has a validation folder; `drawn`: its validation images were drawn by the seed. */
  split: v.optional(v.picklist(['given', 'drawn'])),
  teacherLabel: v.optional(words),
  teacherAccuracy: v.optional(share),
  backend: v.optional(v.picklist(backends)),
  backendLabel: v.optional(sentence),
  /** Wall-clock of the sweep; absent where it was trained in more than one go and that of one is not known. */
  seconds: v.optional(v.pipe(finite, v.minValue(0))),
});
export type SweepAbout = v.InferOutput<typeof aboutSchema>;

const endSchema = v.looseObject({
  /** Absent in rows of version 1, whose runs are named by alpha and run. */
  id: v.optional(v.string()),
  alpha: share,
  run: v.pipe(count, v.minValue(1)),
  seed: count,
  /** Validation accuracy of the network that the run gave in the end. */
  accuracy: share,
  epochs: count,
});
/** How one finished run ended. */
export type RunEnd = v.InferOutput<typeof endSchema>;

const rowSchema = v.looseObject({
  experiment: v.string(),
  savedAt: finite,
  about: v.fallback(v.optional(aboutSchema), undefined),
  name: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(longestName))), undefined),
  /** Absent in rows of earlier releases. */
  ends: v.fallback(v.optional(v.array(endSchema)), undefined),
});
export type SweepRow = v.InferOutput<typeof rowSchema>;

/** The row as it may be used; undefined where it is none. What is broken in its details is left out. */
export function sweepRowOf(stored: unknown): SweepRow | undefined {
  const read = v.safeParse(rowSchema, stored);
  return read.success ? read.output : undefined;
}

export function endOf(record: RunRecord): RunEnd | undefined {
  const end = outcomeOf(record, 'final');
  if (!end) return undefined;
  const { id, run, seed } = record;
  return { id, alpha: alphaOf(record), run, seed, accuracy: end.accuracy, epochs: historyOf(record).length };
}

/** The run that ended so. */
export const idOfEnd = ({ id, alpha, run }: RunEnd): string => id ?? alphaRunId(alpha, run);

/** `ends` with that of `record` in the place of its run's. */
export function withEnd(ends: readonly RunEnd[], record: RunRecord): readonly RunEnd[] {
  const others = ends.filter((end) => idOfEnd(end) !== record.id);
  return [...others, ...[endOf(record)].filter((end) => end !== undefined)];
}

/** An epoch's record as browsers write it, measured: its numbers and, each time, their names. */
const bytesPerEpoch = 400;

/** About how much room the sweep's runs take in the browser's storage. */
export function bytesOf(ends: readonly RunEnd[]): number {
  return ends.reduce((sum, end) => sum + end.epochs * bytesPerEpoch, 0);
}
