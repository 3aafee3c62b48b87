/**
 * What a chart of any quantity against epochs, stages, an axis of the sweep or another quantity draws and tabulates: means over
 * runs with their deviations, as lines of places.
 */

import { type Spread, spread } from '../../../analysis/spread.ts';
import { type StageRow, stageRows } from '../../../analysis/stageTable.ts';
import { isOfEpochs, measuredValue } from '../../../protocol/quantities.ts';
import type { EpochQuantity, QuantityName } from '../../../protocol/quantityNames.ts';
import { byPoint, historyOf } from '../../../protocol/record.ts';
import type { RunRecord } from '../../../protocol/records.ts';
import { type PointKey, pointKey } from '../../../protocol/runId.ts';
import type { Point } from '../../../spec/point.ts';

/** What stands on the horizontal axis; `axis` is one of the sweep, by its path. */
export type Across =
  | { readonly kind: 'epoch' }
  | { readonly kind: 'stage' }
  | { readonly kind: 'axis'; readonly path: string }
  | { readonly kind: 'quantity'; readonly name: QuantityName };

export interface Place {
  readonly point: Point;
  /** Which stage's network it is of, from 0, and the stage's kind; undefined where it is of an epoch. */
  readonly stage: number | undefined;
  readonly kind: string | undefined;
  readonly x: Spread;
  readonly y: Spread;
}

export interface QuantityLine {
  readonly key: PointKey;
  /** What all its places have in common. */
  readonly common: Point;
  /** In the order in which they are joined; there is one at least. */
  readonly places: readonly Place[];
}

/** Finished runs only. Of epochs, validation images. */
export function quantityLines(
  runs: readonly RunRecord[],
  across: Across,
  name: QuantityName,
): readonly QuantityLine[] {
  const groups = byPoint(runs.filter(({ status }) => status === 'finished'));
  if (across.kind === 'axis') return linesAlong(across.path, groups, name);
  const lines = groups.map((group) => {
    const { key, point } = group;
    return { key, common: point, places: placesOf(group, across, name) };
  });
  return lines.filter(({ places }) => places.length > 0);
}

interface Group {
  readonly point: Point;
  readonly runs: readonly RunRecord[];
}

function placesOf(
  { point, runs }: Group,
  across: Exclude<Across, { readonly kind: 'axis' }>,
  name: QuantityName,
): readonly Place[] {
  if (across.kind === 'epoch' && isOfEpochs(name)) return epochPlaces(point, runs, name);
  const ends = epochsAtEnds(runs);
  const xOf = (row: StageRow, stage: number) => {
    if (across.kind === 'quantity') return row.quantities[across.name];
    return exactly(across.kind === 'stage' ? stage + 1 : (ends[stage] ?? 0));
  };
  return stageRows(runs).flatMap((row, stage) => {
    const [x, y] = [xOf(row, stage), row.quantities[name]];
    return x && y ? [{ point, stage, kind: row.kind, x, y }] : [];
  });
}

function epochPlaces(point: Point, runs: readonly RunRecord[], name: EpochQuantity): readonly Place[] {
  const values = new Map<number, number[]>();
  for (const { epoch, validation } of runs.flatMap(historyOf)) {
    const value = measuredValue(validation, name);
    if (value !== undefined) values.set(epoch, [...(values.get(epoch) ?? []), value]);
  }
  return [...values]
    .sort(([a], [b]) => a - b)
    .map(([epoch, all]) => ({ ...of(point), x: exactly(epoch), y: spread(all) }));
}

const of = (point: Point) => ({ point, stage: undefined, kind: undefined });

/** Of the networks that the runs gave in the end: a line for every place on the other axes. */
function linesAlong(path: string, groups: readonly Group[], name: QuantityName): readonly QuantityLine[] {
  const lines = new Map<PointKey, { readonly common: Point; readonly places: Place[] }>();
  for (const { point, runs } of groups) {
    const { [path]: value, ...common } = point;
    const rows = stageRows(runs);
    const last = rows.at(-1);
    const y = last?.quantities[name];
    if (typeof value !== 'number' || !y) continue;
    const key = pointKey(common);
    const line = lines.get(key) ?? { common, places: [] };
    lines.set(key, line);
    line.places.push({ point, stage: rows.length - 1, kind: last.kind, x: exactly(value), y });
  }
  return [...lines].map(([key, { common, places }]) => ({
    ...{ key, common },
    places: places.sort((a, b) => a.x.mean - b.x.mean),
  }));
}

/** How many epochs the runs have behind them at the end of each stage. */
function epochsAtEnds(runs: readonly RunRecord[]): readonly number[] {
  let before = 0;
  return (runs[0]?.stages ?? []).map(({ history }) => {
    before += history.at(-1)?.epoch ?? 0;
    return before;
  });
}

/** What is not measured but chosen has no deviation. */
const exactly = (value: number): Spread => ({ mean: value, std: 0, n: 1 });
