/**
 * Everything that one chart draws of one sweep, computed from the series in one place and only when the series or the
 * view changed.
 */

import type { EpochQuantity } from '../../../protocol/quantityNames.ts';
import type { RunRecord } from '../../../protocol/records.ts';
import { type PointKey, pointKey } from '../../../protocol/runId.ts';
import type { Axis as SweepAxis } from '../../../spec/point.ts';
import { type SeriesStyle, seriesStyle, seriesText } from '../../seriesStyle.ts';
import { figures, figuresSpread, percent, percentSpread } from '../format.ts';
import { type CurveName, epochWindow, quantityOf, type View } from '../view.ts';
import type { Band, LineEnd, MeanLine, RunLines } from './layers.tsx';
import { type Extent, pointsOfRuns, type RunPoint, runPoints } from './rows.ts';
import { deviation, type Moments, type Series } from './series.ts';
import {
  type Axis,
  axisOf,
  bandStretches,
  extentOfSpans,
  linePoints,
  onAxis,
  type Spans,
  shownValue,
  spansOf,
  unplaced,
} from './spans.ts';

/** One point's epochs from `from` on, as they are drawn. */
export interface PointSpans {
  readonly key: PointKey;
  readonly style: SeriesStyle;
  readonly spans: Spans;
}

export interface Marks {
  readonly from: number;
  readonly to: number;
  readonly axis: Axis;
  readonly drawn: readonly PointSpans[];
  readonly lines: readonly MeanLine[];
  readonly bands: readonly Band[];
  readonly runs: readonly RunLines[];
  readonly ends: readonly LineEnd[];
  /** What the value axis must hold; undefined while nothing is measured in the window. */
  readonly extent: Extent | undefined;
  /** Epochs of lines that have no place on a logarithmic axis. */
  readonly unplaced: number;
}

/** How a chart writes its values: accuracies in percent, all else in three figures. */
export function spreadText(quantity: EpochQuantity, moments: Moments, error = false): string {
  const spread = { mean: error ? 1 - moments.mean : moments.mean, std: deviation(moments) };
  return quantity === 'accuracy' ? percentSpread(spread) : figuresSpread(spread);
}

export function valueText(quantity: EpochQuantity, value: number): string {
  return quantity === 'accuracy' ? percent(value) : figures(value);
}

export function marksOf(
  curve: CurveName,
  series: Series,
  runs: readonly RunRecord[],
  view: View,
  epochs: number,
  teacherAccuracy: number | undefined,
  axes: readonly SweepAxis[],
): Marks {
  const { from, to } = epochWindow(view, epochs);
  const quantity = quantityOf(curve, view.term);
  const axis = axisOf(quantity, view.log);
  const { side, eachRun } = view;
  const drawn = series.points.map((one) => ({
    key: one.key,
    point: one.point,
    style: seriesStyle(one.point, axes),
    spans: onAxis(spansOf(one, side, quantity, from, to, view.smoothing), axis),
  }));
  const measured = extentOfSpans(
    drawn.map(({ spans }) => spans),
    eachRun,
    axis.log,
  );
  return {
    from,
    to,
    axis,
    drawn,
    lines: drawn.map(({ key, point, style, spans }) => ({
      key,
      point,
      colour: style.colour,
      dash: style.dash,
      marker: style.marker,
      points: linePoints(spans, from),
    })),
    bands: drawn.map(({ key, style, spans }) => ({
      key,
      colour: style.colour,
      stretches: bandStretches(spans, from),
    })),
    runs: eachRun
      ? drawn.map(({ key, style }) => {
          const mine = runs.filter((run) => pointKey(run.point) === key);
          const atMost = Math.max(16, Math.floor(pointsOfRuns / Math.max(1, runs.length)));
          const lines = mine.map((run) =>
            runPoints(run, side, quantity, from, to, atMost).map(({ epoch, value }) => ({
              epoch,
              value: shownValue(value, axis),
            })),
          );
          return { key, colour: style.colour, lines, failures: failuresOf(mine, lines) };
        })
      : [],
    ends: drawn.flatMap(({ point, style, spans }) => {
      const last = spans.findLastIndex((span) => span !== undefined && !Number.isNaN(span.value));
      const value = spans[last]?.value;
      if (value === undefined) return [];
      return [{ colour: style.colour, text: `α ${seriesText(point)}`, epoch: from + last, value }];
    }),
    extent: measured && shownExtent(curve, view, axis, measured, teacherAccuracy),
    unplaced: drawn.reduce((sum, { spans }) => sum + unplaced(spans), 0),
  };
}

/** Losses and differences start at 0 unless zoomed; accuracies stay within 0 … 1 and include the teacher's. */
function shownExtent(
  curve: CurveName,
  view: View,
  axis: Axis,
  extent: Extent,
  teacher: number | undefined,
): Extent {
  if (curve !== 'accuracy') {
    if (axis.log) return extent;
    return { low: view.zoomed ? Math.max(0, extent.low) : Math.min(0, extent.low), high: extent.high };
  }
  const mark = teacher === undefined ? Number.NaN : shownValue(teacher, axis);
  const low = Number.isNaN(mark) ? extent.low : Math.min(extent.low, mark);
  const high = Number.isNaN(mark) ? extent.high : Math.max(extent.high, mark);
  return { low: axis.log ? low : Math.max(0, low), high: Math.min(1, high) };
}

function failuresOf(runs: readonly RunRecord[], lines: readonly (readonly RunPoint[])[]): RunPoint[] {
  return runs.flatMap((run, i) => (run.status === 'failed' ? (lines[i]?.at(-1) ?? []) : []));
}
