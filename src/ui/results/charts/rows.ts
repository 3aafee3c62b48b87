/**
 * From the series to what one chart draws: the moments in its window, points of single runs, where lines end and their
 * labels stand.
 */

import { measuredValue } from '../../../protocol/quantities.ts';
import type { EpochQuantity } from '../../../protocol/quantityNames.ts';
import { historyOf } from '../../../protocol/record.ts';
import type { RunRecord } from '../../../protocol/records.ts';
import { keptIndexes } from './decimate.ts';
import type { Moments, PointSeries, Side } from './series.ts';

/** More points than pixels help nobody, and SVG slows on thousands. */
export const pointsPerLine = 500;
/** Of all single runs of a chart together. */
export const pointsOfRuns = 12_000;

export interface Extent {
  readonly low: number;
  readonly high: number;
}

export function momentsAt(
  series: PointSeries,
  epoch: number,
  side: Side,
  quantity: EpochQuantity,
): Moments | undefined {
  return series.epochs[epoch - 1]?.[side][quantity];
}

/** The moments of epochs `from … to`. */
export function momentsOf(
  series: PointSeries,
  side: Side,
  quantity: EpochQuantity,
  from: number,
  to: number,
) {
  const count = Math.max(0, to - from + 1);
  return Array.from({ length: count }, (_, i) => momentsAt(series, from + i, side, quantity));
}

export interface BandPoint {
  readonly epoch: number;
  readonly low: number;
  readonly high: number;
}

/** What holds both; either may be missing. */
export function widest(one: Extent | undefined, other: Extent | undefined): Extent | undefined {
  if (!one || !other) return one ?? other;
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) };
}

/** The epoch that a point's line has reached in the window, and its moments there. */
export function endOf(series: PointSeries, side: Side, quantity: EpochQuantity, from: number, to: number) {
  for (let epoch = Math.min(to, series.epochs.length); epoch >= from; epoch--) {
    const moments = momentsAt(series, epoch, side, quantity);
    if (moments) return { epoch, moments };
  }
  return undefined;
}

export interface RunPoint {
  readonly epoch: number;
  readonly value: number;
}

/** One run's line in the window with at most `atMost` points. */
export function runPoints(
  run: RunRecord,
  side: Side,
  quantity: EpochQuantity,
  from: number,
  to: number,
  atMost: number,
): readonly RunPoint[] {
  const records = historyOf(run).filter((record) => record.epoch >= from && record.epoch <= to);
  const values = records.map((record) => measuredValue(record[side], quantity));
  return keptIndexes(values, atMost).flatMap((index) => {
    const record = records[index];
    const value = values[index];
    return record && value !== undefined ? [{ epoch: record.epoch, value }] : [];
  });
}

/**
 * Moves labels apart: heights as near as possible to those wanted, `space` apart at least, within `top … bottom`,
 * in the order wanted. Where they cannot all fit they are spaced evenly.
 */
export function spreadLabels(
  wanted: readonly number[],
  space: number,
  top: number,
  bottom: number,
): readonly number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const room = Math.min(space, (bottom - top) / Math.max(1, wanted.length - 1));
  const placed = [...wanted];
  let floor = top;
  for (const i of order) {
    placed[i] = Math.max(wanted[i] ?? top, floor);
    floor = (placed[i] ?? top) + room;
  }
  let ceiling = bottom;
  for (const i of [...order].reverse()) {
    placed[i] = Math.min(placed[i] ?? bottom, ceiling);
    ceiling = (placed[i] ?? bottom) - room;
  }
  return placed;
}
