/**
 * Finished runs survive a reload: each is put away when it ends, and what is read back passes a schema.
 *
 * Storage may be absent (private windows), full, older than this page or tampered with. None of that stops anything:
 * what cannot be written lasts as long as the page, what cannot be read was never there.
 */
import * as v from 'valibot';
import { assignmentsOf, plannedStages } from '../../protocol/assignments.ts';
import { number, stageRecord, wholeNumber } from '../../protocol/recordSchema.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { parseRunId, type RunId, runIdOf } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { experimentOf } from '../../spec/link.ts';
import { experimentVersion } from '../../spec/migrations/migrations.ts';
import { migratedRun } from '../../spec/migrations/runRecords.ts';
import { comparePoints } from '../../spec/point.ts';
import { experimentKey } from './experimentKey.ts';
import { memoryStore } from './memoryStore.ts';
import {
  bytesOf,
  endOf,
  idOfEnd,
  longestName,
  type RunEnd,
  type SweepAbout,
  type SweepRow,
  sweepRowOf,
  withEnd,
} from './sweepRow.ts';
import { usesGivenFiles } from './usesGivenFiles.ts';

/** Rows of finished runs, grouped by experiment, and one row for each experiment. */
export interface RunStore {
  /** Puts rows in place of those for the same experiment and run; `merge` makes the experiment's row. */
  put(
    experiment: string,
    rows: readonly SavedRun[],
    merge: (before: SweepRow | undefined) => SweepRow,
  ): Promise<void>;
  /** Changes an experiment's row; nothing happens where there is none. */
  change(experiment: string, merge: (before: SweepRow) => SweepRow): Promise<void>;
  rows(experiment: string): Promise<readonly unknown[]>;
  sweeps(): Promise<readonly unknown[]>;
  /** Removes all that is kept under the experiment and hands it over as it lay there, whatever wrote it. */
  take(experiment: string): Promise<HeldSweep>;
  /** Puts rows where they lay. */
  putBack(
    experiment: string,
    rows: readonly HeldRow[],
    merge: (before: SweepRow | undefined) => SweepRow,
  ): Promise<void>;
}

/** A row as it lies in a store, under its key there. */
export interface HeldRow {
  readonly key: unknown;
  readonly value: unknown;
}

export interface HeldSweep {
  readonly rows: readonly HeldRow[];
  /** The experiment's row; undefined where there was none. */
  readonly sweep: unknown;
}

export interface SavedRun {
  readonly version: number;
  readonly savedAt: number;
  readonly record: RunRecord;
}

/** A sweep of which finished runs are kept. */
export interface KeptSweep {
  readonly id: string;
  readonly experiment: Experiment;
  /** When a run of it was last put away, ms. */
  readonly savedAt: number;
  readonly name: string | undefined;
  readonly about: SweepAbout;
  readonly ends: readonly RunEnd[];
  /** About how much room it takes. */
  readonly bytes: number;
}

export interface Kept {
  /** Newest first. */
  readonly sweeps: readonly KeptSweep[];
  readonly bytes: number;
  /** The browser refused to keep some of them: they last as long as the page. */
  readonly refused: boolean;
}

/** A sweep that was taken out of the store, with all that it takes to put it back. */
export interface TakenSweep {
  readonly sweep: KeptSweep;
  readonly runs: readonly RunRecord[];
  /** All that lies in each store, also what this release cannot read. */
  readonly held: readonly HeldSweep[];
}

export interface Recalled {
  readonly runs: readonly RunRecord[];
  readonly about: SweepAbout;
}

export interface SavedRuns {
  /** The finished runs of this experiment, each once: points ascending, and the runs of a point in order. */
  read(experiment: Experiment): Promise<readonly RunRecord[]>;
  /** They, and what they were measured on. */
  recall(experiment: Experiment): Promise<Recalled>;
  add(experiment: Experiment, record: RunRecord, about?: SweepAbout): Promise<void>;
  /** What is known of a kept sweep once it has ended; the experiment is the object that its runs were added with. */
  describe(experiment: Experiment, about: SweepAbout): Promise<void>;
  /** Takes it out of the store by its experiment, the object that its runs were added with; undefined where none is kept. */
  takeOf(experiment: Experiment): Promise<TakenSweep | undefined>;
  list(): Promise<Kept>;
  runsOf(sweep: KeptSweep): Promise<readonly RunRecord[]>;
  rename(id: string, name: string): Promise<void>;
  take(sweep: KeptSweep): Promise<TakenSweep>;
  putBack(taken: TakenSweep): Promise<void>;
  clear(): Promise<void>;
  /** Calls `listener` after every change; returns how to end that. */
  subscribe(listener: () => void): () => void;
}

/** Sweeps that are kept, and the bytes that they may take; the one untouched for longest goes first. */
export const sweepsKept = 300;
export const bytesKept = 100e6;

const runId = v.pipe(
  v.string(),
  v.check((text) => parseRunId(text) !== undefined),
  v.transform((text) => text as RunId),
);
const finishedRun = v.looseObject({
  id: runId,
  point: v.record(v.string(), v.union([number, v.string(), v.boolean()])),
  run: wholeNumber,
  seed: wholeNumber,
  status: v.literal('finished'),
  stages: v.array(stageRecord),
});
/** What a newer version of the lab wrote may mean something else: it is left where it is, unread. */
const savedRun = v.looseObject({
  version: v.pipe(wholeNumber, v.minValue(1), v.maxValue(experimentVersion)),
  savedAt: number,
  record: v.pipe(v.unknown(), v.transform(migratedRun), finishedRun),
});

export function createSavedRuns(store: RunStore, now: () => number): SavedRuns {
  /** What the browser refused to keep. */
  const spare = memoryStore();
  let refused = false;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  const both = [store, spare] as const;

  /** A teacher from a file is known only as `file`: each of its sweeps is kept by itself and never taken up again. */
  const stamps = new WeakMap<Experiment, string>();
  const idOf = (experiment: Experiment) => {
    if (lasts(experiment)) return experimentKey(experiment);
    const stamp = stamps.get(experiment) ?? String(now());
    stamps.set(experiment, stamp);
    return `${experimentKey(experiment)}#${stamp}`;
  };

  const runsUnder = async (id: string, experiment: Experiment): Promise<readonly RunRecord[]> => {
    const found = await Promise.all(both.map((one) => one.rows(id).catch(() => [])));
    const planned = new Set(assignmentsOf(experiment).map((assignment) => assignment.id));
    const readable = found.flat().flatMap((row) => {
      const read = v.safeParse(savedRun, row);
      return read.success && belongs(read.output.record, planned, experiment) ? [read.output] : [];
    });
    // A run may be there more than once: as version 1 named it, or in both stores, where storage filled up in between.
    const inTime = readable.sort((a, b) => a.savedAt - b.savedAt);
    const latest = new Map(inTime.map(({ record }) => [record.id, record]));
    return [...latest.values()].sort((a, b) => comparePoints(a.point, b.point) || a.run - b.run);
  };

  const rowsOfSweeps = async () => {
    const found = await Promise.all(both.map((one) => one.sweeps().catch(() => [])));
    const [lasting = [], passing = []] = found.map((rows) => rows.flatMap((row) => sweepRowOf(row) ?? []));
    const later = new Map(passing.map((row) => [row.experiment, row]));
    const merged = lasting.map((row): SweepRow => {
      const more = later.get(row.experiment);
      later.delete(row.experiment);
      return more ? { ...row, ...more, ends: latestEnds([...(row.ends ?? []), ...(more.ends ?? [])]) } : row;
    });
    return [...merged, ...later.values()].sort((a, b) => b.savedAt - a.savedAt);
  };

  const nothing: HeldSweep = { rows: [], sweep: undefined };
  const takeUnder = (id: string) => Promise.all(both.map((one) => one.take(id).catch(() => nothing)));
  const removeUnder = async (id: string) => {
    await takeUnder(id);
  };

  /** Lets go what is beyond the limits, but never the newest. */
  const makeRoom = async () => {
    let bytes = 0;
    for (const [i, row] of (await rowsOfSweeps()).entries()) {
      bytes += bytesOf(row.ends ?? []);
      if (i > 0 && (i >= sweepsKept || bytes > bytesKept)) await removeUnder(row.experiment);
    }
  };

  const put = async (
    id: string,
    records: readonly RunRecord[],
    savedAt: number,
    about: SweepAbout | undefined,
  ) => {
    const rows = records.map((record): SavedRun => ({ version: experimentVersion, savedAt, record }));
    let isNew = false;
    const merge = (before: SweepRow | undefined): SweepRow => {
      isNew = before === undefined;
      return {
        ...before,
        experiment: id,
        savedAt,
        ends: records.reduce<readonly RunEnd[]>(withEnd, before?.ends ?? []).slice(),
        ...(about ? { about } : {}),
      };
    };
    try {
      await store.put(id, rows, merge);
    } catch {
      refused = true;
      await spare.put(id, rows, merge);
    }
    return isNew;
  };

  /**
   * Runs that ended while others were written, to be written together. Each writing takes turns with all else that the
   * page does, so one for each run would be behind where runs end many times a second, and a page that is left loses them.
   */
  const waiting = new Map<string, { records: RunRecord[]; savedAt: number; about: SweepAbout | undefined }>();
  let writing: Promise<void> | undefined;
  const tell = async (id: string, about: SweepAbout) => {
    const merge = (row: SweepRow): SweepRow => ({ ...row, about });
    await Promise.all(both.map((one) => one.change(id, merge).catch(() => undefined)));
  };
  const writeWaiting = async () => {
    let begun = false;
    try {
      for (let [next] = waiting; next; [next] = waiting) {
        const [id, { records, savedAt, about }] = next;
        waiting.delete(id);
        if (records.length === 0 && about) await tell(id, about);
        else if (await put(id, records, savedAt, about)) begun = true;
        changed();
      }
    } finally {
      writing = undefined;
    }
    // A sweep that has begun makes room as it begins and when it is described: not at each of its runs.
    if (begun) await makeRoom();
  };

  const saved: SavedRuns = {
    async read(experiment) {
      if (writing) await writing;
      return lasts(experiment) ? runsUnder(experimentKey(experiment), experiment) : [];
    },
    async recall(experiment) {
      if (!lasts(experiment)) return { runs: [], about: {} };
      if (writing) await writing;
      const id = experimentKey(experiment);
      const [runs, rows] = await Promise.all([runsUnder(id, experiment), rowsOfSweeps()]);
      return { runs, about: rows.find((row) => row.experiment === id)?.about ?? {} };
    },
    async add(experiment, record, about) {
      const id = idOf(experiment);
      const records = [...(waiting.get(id)?.records ?? []), record];
      waiting.set(id, { records, savedAt: now(), about });
      writing ??= writeWaiting();
      await writing;
    },
    async describe(experiment, about) {
      const id = idOf(experiment);
      // In turn with the runs that it tells of.
      if (writing) {
        waiting.set(id, { records: [], savedAt: 0, ...waiting.get(id), about });
        await writing;
      } else await tell(id, about);
      await makeRoom();
      changed();
    },
    async takeOf(experiment) {
      const id = idOf(experiment);
      const { sweeps } = await saved.list();
      const sweep = sweeps.find((one) => one.id === id);
      return sweep && saved.take(sweep);
    },
    async list() {
      if (writing) await writing;
      const sweeps: KeptSweep[] = [];
      for (const row of await rowsOfSweeps()) {
        const experiment = experimentUnder(row.experiment);
        if (!experiment) continue;
        const ends = row.ends ?? (await endsOfOld(row, experiment));
        if (ends.length === 0) continue;
        const { experiment: id, savedAt, name, about = {} } = row;
        sweeps.push({ id, experiment, savedAt, name, about, ends, bytes: bytesOf(ends) });
      }
      return { sweeps, bytes: sweeps.reduce((sum, sweep) => sum + sweep.bytes, 0), refused };
    },
    async runsOf({ id, experiment }) {
      if (writing) await writing;
      return runsUnder(id, experiment);
    },
    async rename(id, name) {
      const given = name.trim().slice(0, longestName);
      const merge = (row: SweepRow): SweepRow => ({ ...row, name: given === '' ? undefined : given });
      await Promise.all(both.map((one) => one.change(id, merge).catch(() => undefined)));
      changed();
    },
    async take(sweep) {
      if (writing) await writing;
      const runs = await runsUnder(sweep.id, sweep.experiment);
      const held = await takeUnder(sweep.id);
      changed();
      return { sweep, runs, held };
    },
    async putBack({ sweep: { id, savedAt, ends }, held }) {
      const rows = held.flatMap((one) => one.rows);
      const lay = held.map((one) => one.sweep).filter((row) => typeof row === 'object');
      const merge = (before: SweepRow | undefined): SweepRow => ({
        ...Object.assign({}, ...lay),
        ...before,
        ...{ experiment: id, savedAt, ends: latestEnds([...ends, ...(before?.ends ?? [])]) },
      });
      try {
        await store.putBack(id, rows, merge);
      } catch {
        refused = true;
        await spare.putBack(id, rows, merge);
      }
      changed();
    },
    async clear() {
      if (writing) await writing;
      for (const row of await rowsOfSweeps()) await removeUnder(row.experiment);
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return saved;

  /** Rows of earlier releases lack them: they are made from the runs, once. */
  async function endsOfOld(row: SweepRow, experiment: Experiment): Promise<RunEnd[]> {
    const runs = await runsUnder(row.experiment, experiment);
    const ends = runs.flatMap((run) => endOf(run) ?? []);
    await store.change(row.experiment, (before) => ({ ...before, ends })).catch(() => undefined);
    return ends;
  }
}

/** A run may be in both stores, where storage filled up in between: the later one counts. */
function latestEnds(ends: readonly RunEnd[]): RunEnd[] {
  return [...new Map(ends.map((end) => [idOfEnd(end), end])).values()];
}

/** Of one that names files no visit can say that it has the same. */
function lasts(experiment: Experiment): boolean {
  return !usesGivenFiles(experiment);
}

/** The experiment that something is kept under; undefined for one of a release that had other settings. */
function experimentUnder(id: string): Experiment | undefined {
  const key = id.split('#')[0] ?? '';
  const { experiment, notices } = experimentOf(key);
  return notices.length === 0 && experimentKey(experiment) === key ? experiment : undefined;
}

/** The run is one of the experiment's, through the whole recipe, with every epoch in order. */
function belongs(record: RunRecord, planned: ReadonlySet<RunId>, experiment: Experiment): boolean {
  const { id, point, run, stages } = record;
  if (!planned.has(id) || id !== runIdOf(point, run)) return false;
  const wanted = plannedStages(experiment, point);
  return (
    stages.length === wanted.length &&
    stages.every(
      ({ kind, history }, i) =>
        kind === wanted[i]?.kind &&
        history.length === wanted[i].epochs &&
        history.every(({ epoch }, k) => epoch === k + 1),
    )
  );
}
