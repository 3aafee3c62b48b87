/**
 * What the loss ledger draws and tabulates: for each epoch the two terms of a student's loss with what alpha leaves of each,
 * the norms of their gradients likewise, and the angle between the gradients. Run 1 of each point, the one that is measured.
 */

import { alphaOf, historyOf } from '../../../protocol/record.ts';
import type { EpochRecord, Gradients, RunRecord } from '../../../protocol/records.ts';
import { type PointKey, pointKey } from '../../../protocol/runId.ts';
import { type Axis, comparePoints, type Point } from '../../../spec/point.ts';
import { keptIndexes } from '../../results/charts/decimate.ts';
import type { Side } from '../../results/charts/series.ts';
import { besideText, seriesStyle } from '../../seriesStyle.ts';

export const chartNames = ['terms', 'norms', 'angle'] as const;
export type ChartName = (typeof chartNames)[number];

export const termNames = ['hard', 'soft'] as const;
export type TermName = (typeof termNames)[number];

/** `…Share`: times its weight in the loss. `student`: a line that stands for its point. */
export type LineName = TermName | `${TermName}Share` | 'student';

export interface LedgerView {
  /** Whose; undefined where all are compared. */
  readonly student: PointKey | undefined;
  /** The images of the terms. */
  readonly side: Side;
  /** What is compared between students. */
  readonly term: TermName;
}

export interface LinePoint {
  readonly epoch: number;
  readonly value: number;
}

export interface LedgerLine {
  readonly id: string;
  readonly name: LineName;
  readonly point: Point;
  readonly colour: string;
  readonly dash: string;
  /** Thin where a thicker line says what became of it. */
  readonly thin: boolean;
  /** Epochs in which it was measured. */
  readonly points: readonly LinePoint[];
}

/** More points than pixels help nobody. */
const mostPoints = 500;

/** Run 1 of each point that has an epoch behind it, points ascending. */
export function firstRuns(runs: readonly RunRecord[]): readonly RunRecord[] {
  return runs
    .filter((run) => run.run === 1 && historyOf(run).length > 0)
    .sort((a, b) => comparePoints(a.point, b.point));
}

/** 0° where both gradients point the same way, 180° where they point against each other. */
export function degreesOf({ cosine }: Gradients): number {
  return (Math.acos(cosine) * 180) / Math.PI;
}

/** The weight of the labels in each stage of a run. */
export type StageAlphas = (run: RunRecord) => readonly number[];
const ofPoint: StageAlphas = (run) => run.stages.map(() => alphaOf(run));

/** That of each of `historyOf`. */
export function epochAlphas(run: RunRecord, stageAlphas: StageAlphas = ofPoint): readonly number[] {
  const alphas = stageAlphas(run);
  return run.stages.flatMap(({ history }, stage) => history.map(() => alphas[stage] ?? alphaOf(run)));
}

export const weightOf = (term: TermName, alpha: number): number => (term === 'hard' ? alpha : 1 - alpha);

/**
 * @param runs of `firstRuns`
 * @param axes of their sweep
 * @param stageAlphas the point's in all stages unless given
 */
export function linesOf(
  chart: ChartName,
  runs: readonly RunRecord[],
  { student, side, term }: LedgerView,
  axes: readonly Axis[] = [],
  stageAlphas?: StageAlphas,
): readonly LedgerLine[] {
  const measured = (name: TermName) => (record: EpochRecord) =>
    chart === 'terms' ? record[side].terms[name] : record.gradients?.[name];
  const angle = ({ gradients }: EpochRecord) => gradients && degreesOf(gradients);
  const shown = runs.filter((run) => student === undefined || pointKey(run.point) === student);
  if (student === undefined || chart === 'angle') {
    return shown.map((run) => {
      const { colour, dash } = seriesStyle(run.point, axes);
      const points = pointsOf(run, chart === 'angle' ? angle : measured(term));
      const name = 'student' as const;
      return {
        id: `alpha ${alphaOf(run)}${besideText(run.point)}`,
        name,
        point: run.point,
        colour,
        dash,
        thin: false,
        points,
      };
    });
  }
  return shown.flatMap((run) => {
    const alphas = epochAlphas(run, stageAlphas);
    return termNames.flatMap((name): LedgerLine[] => {
      const look = { point: run.point, colour: termColour[name] };
      const whole = pointsOf(run, measured(name));
      const share = pointsOf(run, (record, i) => {
        const value = measured(name)(record);
        return value === undefined ? undefined : weightOf(name, alphas[i] ?? alphaOf(run)) * value;
      });
      return [
        { ...look, id: name, name, dash: '2 3', thin: true, points: whole },
        {
          ...look,
          id: `${name}Share`,
          name: `${name}Share`,
          dash: shareDash[name],
          thin: false,
          points: share,
        },
      ];
    });
  });
}

/** The labels have no colour of their own; what comes from the teacher has the teacher's. */
const termColour: Readonly<Record<TermName, string>> = { hard: 'var(--ink)', soft: 'var(--teacher)' };
const shareDash: Readonly<Record<TermName, string>> = { hard: 'none', soft: '9 4' };

function pointsOf(
  run: RunRecord,
  valueAt: (record: EpochRecord, i: number) => number | undefined,
): readonly LinePoint[] {
  return historyOf(run).flatMap((record, i) => {
    const value = valueAt(record, i);
    return value === undefined || !Number.isFinite(value) ? [] : [{ epoch: record.epoch, value }];
  });
}

/** Undefined where it was not measured. Points are in the order of their epochs. */
export function valueAt({ points }: LedgerLine, epoch: number): number | undefined {
  let [low, high] = [0, points.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const point = points[middle];
    if (!point || point.epoch === epoch) return point?.value;
    if (point.epoch < epoch) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** The last epoch in which any was measured; 0 where none was. */
export function lastEpoch(lines: readonly LedgerLine[]): number {
  return Math.max(0, ...lines.map(({ points }) => points.at(-1)?.epoch ?? 0));
}

export type ChartRow = Readonly<Record<string, number>>;

/**
 * Epochs with every line's value by its id, fewer than there are where they would be too many to draw.
 *
 * @param logarithmic leaves out what has no logarithm.
 */
export function rowsOf(lines: readonly LedgerLine[], logarithmic: boolean): readonly ChartRow[] {
  const rows = new Map<number, Record<string, number>>();
  const each = Math.max(4, Math.floor(mostPoints / Math.max(1, lines.length)));
  for (const { id, points } of lines) {
    const drawn = points.filter(({ value }) => !logarithmic || value > 0);
    const kept = keptIndexes(
      drawn.map(({ value }) => value),
      each,
    );
    for (const index of kept) {
      const point = drawn[index];
      if (!point) continue;
      const row = rows.get(point.epoch) ?? { epoch: point.epoch };
      row[id] = point.value;
      rows.set(point.epoch, row);
    }
  }
  return [...rows.values()].sort((a, b) => (a.epoch ?? 0) - (b.epoch ?? 0));
}

/** Smallest and largest value; of positive ones alone where the axis is logarithmic. Undefined where there is none. */
export function extentOf(lines: readonly LedgerLine[], logarithmic: boolean) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { points } of lines) {
    for (const { value } of points) {
      if (logarithmic && value <= 0) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low <= high ? { low, high } : undefined;
}
