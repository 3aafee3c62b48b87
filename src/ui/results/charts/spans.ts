/**
 * What is drawn of each epoch of one line: where the line runs, what its band holds, and what single runs reach. As it was
 * measured, smoothed, as an error instead of an accuracy, on a logarithmic axis: each is a step over the same list.
 */

import type { EpochQuantity } from '../../../protocol/quantityNames.ts';
import { keptIndexes } from './decimate.ts';
import { type BandPoint, type Extent, momentsOf, pointsPerLine, type RunPoint } from './rows.ts';
import { deviation, type PointSeries, type Side } from './series.ts';
import { type Smoothing, smoothed } from './smoothing.ts';

export interface Span {
  readonly value: number;
  /** Absent where there is no band: one run, and no smoothing. */
  readonly band?: Extent;
  /** Smallest and largest single run. */
  readonly runs: Extent;
}

/** One for each epoch from `from` on; a hole where nothing was measured. */
export type Spans = readonly (Span | undefined)[];

/** How the value axis shows a quantity. */
export interface Axis {
  readonly log: boolean;
  /** 1 − accuracy, which a logarithmic axis shows best where accuracies near 1 differ. */
  readonly error: boolean;
}

export const axisOf = (quantity: EpochQuantity, log: boolean): Axis => ({
  log,
  error: log && quantity === 'accuracy',
});

/**
 * Mean over runs with ± one sample deviation; smoothed, the moving mean of those means with the smallest and largest of
 * them. A window at the edge of `from … to` also reads the epochs beyond it.
 */
export function spansOf(
  series: PointSeries,
  side: Side,
  quantity: EpochQuantity,
  from: number,
  to: number,
  smoothing: Smoothing = 1,
): Spans {
  if (smoothing === 1) {
    return momentsOf(series, side, quantity, from, to).map((moments) => {
      if (!moments) return undefined;
      const { n, mean, minimum, maximum } = moments;
      const width = deviation(moments);
      const band = n > 1 ? { band: { low: mean - width, high: mean + width } } : {};
      return { value: mean, ...band, runs: { low: minimum, high: maximum } };
    });
  }
  const reach = (smoothing - 1) / 2;
  const first = Math.max(1, from - reach);
  const all = momentsOf(series, side, quantity, first, to + reach);
  const means = smoothed(
    all.map((moments) => moments?.mean),
    smoothing,
  );
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => {
    const at = from - first + i;
    const moments = all[at];
    const drawn = means[at];
    if (!moments || !drawn) return undefined;
    return {
      value: drawn.mean,
      band: { low: drawn.minimum, high: drawn.maximum },
      runs: { low: moments.minimum, high: moments.maximum },
    };
  });
}

/** The value as the axis shows it; NaN where it has no place there. */
export function shownValue(value: number, { log, error }: Axis): number {
  const shown = error ? 1 - value : value;
  return log && !(shown > 0) ? Number.NaN : shown;
}

/** Six decades below what it belongs to, a band's end that is not above 0 is beyond every axis. */
const beyond = 1e-6;

function shownExtent({ low, high }: Extent, axis: Axis): Extent | undefined {
  const [bottom, top] = axis.error ? [1 - high, 1 - low] : [low, high];
  if (!axis.log) return { low: bottom, high: top };
  return top > 0 ? { low: bottom > 0 ? bottom : top * beyond, high: top } : undefined;
}

/** The spans as the axis shows them: `value` is NaN, and bands are cut, where 0 and less have no place. */
export function onAxis(spans: Spans, axis: Axis): Spans {
  if (!axis.log && !axis.error) return spans;
  return spans.map((span) => {
    if (!span) return undefined;
    const band = span.band && shownExtent(span.band, axis);
    const [one, other] = [shownValue(span.runs.low, axis), shownValue(span.runs.high, axis)];
    const runs = axis.error ? { low: other, high: one } : { low: one, high: other };
    return { value: shownValue(span.value, axis), ...(band ? { band } : {}), runs };
  });
}

/** How many of the line's epochs have no place on a logarithmic axis. */
export function unplaced(spans: Spans): number {
  return spans.reduce((count, span) => count + (span && Number.isNaN(span.value) ? 1 : 0), 0);
}

/** The line, at most 500 points with both ends and every spike; a value without a place is NaN and breaks it. */
export function linePoints(spans: Spans, from: number): readonly RunPoint[] {
  const values = spans.map((span) => span?.value);
  const kept = keptIndexes(
    values.map((value) => (Number.isNaN(value) ? undefined : value)),
    pointsPerLine,
  );
  const breaks = values.flatMap((value, i) => (Number.isNaN(value) ? [i] : []));
  const all = breaks.length > 0 ? [...kept, ...breaks].sort((a, b) => a - b) : kept;
  return all.map((index) => ({ epoch: from + index, value: spans[index]?.value ?? Number.NaN }));
}

/**
 * The band, cut into stretches of adjacent epochs. Of more than 500 epochs those in a bin are drawn as one point from
 * the smallest low to the largest high, so that nothing that the band held is lost.
 */
export function bandStretches(spans: Spans, from: number): readonly (readonly BandPoint[])[] {
  const stretches: BandPoint[][] = [];
  const size = Math.ceil(spans.length / pointsPerLine);
  let gap = true;
  for (let start = 0; start < spans.length; start += size) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    let at: number | undefined;
    for (let i = start; i < Math.min(spans.length, start + size); i++) {
      const band = spans[i]?.band;
      if (!band) {
        gap = true;
        continue;
      }
      if (gap) stretches.push([]);
      if (gap && at !== undefined) {
        stretches.at(-2)?.push({ epoch: from + at, low, high });
        low = Number.POSITIVE_INFINITY;
        high = Number.NEGATIVE_INFINITY;
      }
      gap = false;
      at = i;
      low = Math.min(low, band.low);
      high = Math.max(high, band.high);
    }
    if (at !== undefined) stretches.at(-1)?.push({ epoch: from + at, low, high });
  }
  return stretches;
}

/**
 * Smallest and largest value to show, of single runs too where each is drawn; a logarithmic axis is not stretched for a
 * band's end far below every line.
 */
export function extentOfSpans(all: readonly Spans[], eachRun: boolean, log: boolean): Extent | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let lowestBand = Number.POSITIVE_INFINITY;
  for (const span of all.flat()) {
    if (!span) continue;
    const { value, band, runs } = span;
    for (const one of [value, band?.high, ...(eachRun ? [runs.low, runs.high] : [])]) {
      if (one === undefined || Number.isNaN(one)) continue;
      low = Math.min(low, one);
      high = Math.max(high, one);
    }
    if (band) lowestBand = Math.min(lowestBand, band.low);
    if (!Number.isNaN(value)) lowest = Math.min(lowest, value);
  }
  if (low > high) return undefined;
  return { low: Math.min(low, log ? Math.max(lowestBand, lowest / 2) : lowestBand), high };
}
