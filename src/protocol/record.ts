/**
 * Reading and building the records of runs: curves that go through all stages, and what each event adds.
 */

import { alphaAt, comparePoints, type Point, pointOf } from '../spec/point.ts';
import type { Assignment } from './assignments.ts';
import type { EpochRecord, RunRecord, StageRecord } from './records.ts';
import { type PointKey, pointKey, runNameOf } from './runId.ts';

/** The weight of the hard loss. */
export const alphaOf = ({ point }: { readonly point: Point }): number => alphaAt(point);

const noEpochs: readonly EpochRecord[] = [];

/**
 * All epochs of a run in order, numbered on from stage to stage. The same records, and for a run of one stage the same list,
 * at every call, so that who has read them knows them again.
 */
export function historyOf({ stages }: Pick<RunRecord, 'stages'>): readonly EpochRecord[] {
  if (stages.length < 2) return stages[0]?.history ?? noEpochs;
  let before = 0;
  return stages.flatMap(({ history }) => {
    const from = before;
    before += history.at(-1)?.epoch ?? 0;
    return history.map((record) => numberedFrom(record, from));
  });
}

const renumbered = new WeakMap<EpochRecord, EpochRecord>();

function numberedFrom(record: EpochRecord, from: number): EpochRecord {
  if (from === 0) return record;
  const epoch = from + record.epoch;
  const known = renumbered.get(record);
  if (known?.epoch === epoch) return known;
  const made = { ...record, epoch };
  renumbered.set(record, made);
  return made;
}

/** Whether anything of it was measured: an epoch, or what a stage made. */
export const isMeasured = (run: RunRecord): boolean =>
  run.stages.some(({ history, measures }) => history.length > 0 || measures.accuracy !== undefined);

/** Runs of one point. */
interface PointRuns {
  readonly key: PointKey;
  readonly point: Point;
  readonly runs: readonly RunRecord[];
}

/** The runs of every point that has some, points ascending. */
export function byPoint(runs: readonly RunRecord[]): readonly PointRuns[] {
  const groups = new Map<PointKey, { point: Point; runs: RunRecord[] }>();
  for (const run of runs) {
    const key = pointKey(run.point);
    const group = groups.get(key);
    if (group) group.runs.push(run);
    else groups.set(key, { point: run.point, runs: [run] });
  }
  return [...groups]
    .map(([key, group]) => ({ key, ...group }))
    .sort((a, b) => comparePoints(a.point, b.point));
}

/** How a run of the plain recipe is written: one student, distilled once. */
interface PlainRun extends Omit<RunRecord, 'id' | 'point' | 'stages'> {
  readonly alpha: number;
  readonly history: readonly EpochRecord[];
}

/** A run of one stage `distil` of a sweep that varies nothing but alpha; what else it is given stays in it. */
export function plainRun({ alpha, run, seed, history, ...more }: PlainRun): RunRecord {
  return { ...runNameOf(pointOf(alpha), run), seed, ...more, stages: [distilStage(history)] };
}

export function distilStage(history: readonly EpochRecord[]): StageRecord {
  return { kind: 'distil', level: 0, history, measures: {} };
}

/** A run as it begins. */
export function begunRun({ id, point, run, seed }: Assignment): RunRecord {
  return { id, point, run, seed, status: 'running', stages: [] };
}

/** With one more epoch in the stage at `index`; a stage that nobody said has begun is a `distil`. */
export function withEpoch(record: RunRecord, index: number, epoch: EpochRecord): RunRecord {
  return withStage(record, index, (stage = distilStage([])) => ({
    ...stage,
    history: [...stage.history, epoch],
  }));
}

/** With the stage at `index` begun anew, and without those after it. */
export function withStageStarted(
  record: RunRecord,
  index: number,
  { kind, level }: Pick<StageRecord, 'kind' | 'level'>,
): RunRecord {
  const before = { ...record, stages: record.stages.slice(0, index) };
  return withStage(before, index, () => ({ kind, level, history: [], measures: {} }));
}

/** With what was measured at the end of the stage at `index`. */
export function withStageEnded(
  record: RunRecord,
  index: number,
  ended: Omit<StageRecord, 'history'>,
): RunRecord {
  return withStage(record, index, (stage) => ({ ...ended, history: stage?.history ?? [] }));
}

/** Stages come in order: one beyond the next is passed over. */
function withStage(
  record: RunRecord,
  index: number,
  change: (stage: StageRecord | undefined) => StageRecord,
): RunRecord {
  const { stages } = record;
  if (index > stages.length) return record;
  const changed = change(stages[index]);
  return { ...record, stages: [...stages.slice(0, index), changed, ...stages.slice(index + 1)] };
}
