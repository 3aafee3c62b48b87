/**
 * Everything that one chart draws, computed from the series in one place and only when the series or the view changed.
 */
import type { RunRecord } from '../../shared/records.ts';
import { alphaStyle, alphaText } from '../alphaStyle.ts';
import { figures, figuresSpread, percent, percentSpread } from './format.ts';
import type { Band, LineEnd, MeanLine, RunLines } from './layers.tsx';
import { bandsOf, type Extent, endOf, extentOf, meanPoints, pointsOfRuns, runPoints } from './rows.ts';
import { deviation, type Moments, type Quantity, type Series } from './series.ts';
import { type CurveName, epochWindow, quantityOf, type View } from './view.ts';

export interface Marks {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly MeanLine[];
  readonly bands: readonly Band[];
  readonly runs: readonly RunLines[];
  readonly ends: readonly LineEnd[];
  /** What the value axis must hold; undefined while nothing is measured in the window. */
  readonly extent: Extent | undefined;
}

/** How a chart writes its values: accuracies in percent, all else in three figures. */
export function spreadText(quantity: Quantity, moments: Moments): string {
  const spread = { mean: moments.mean, std: deviation(moments) };
  return quantity === 'accuracy' ? percentSpread(spread) : figuresSpread(spread);
}

export function valueText(quantity: Quantity, value: number): string {
  return quantity === 'accuracy' ? percent(value) : figures(value);
}

export function marksOf(
  curve: CurveName,
  series: Series,
  runs: readonly RunRecord[],
  view: View,
  epochs: number,
  teacherAccuracy: number | undefined,
): Marks {
  const { from, to } = epochWindow(view, epochs);
  const quantity = quantityOf(curve, view.term);
  const { side, eachRun } = view;
  const { alphas } = series;
  const styled = alphas.map((one) => ({ one, style: alphaStyle(one.alpha) }));
  const measured = extentOf(alphas, side, quantity, from, to, eachRun);
  return {
    from,
    to,
    lines: styled.map(({ one, style }) => ({
      alpha: one.alpha,
      colour: style.colour,
      dash: style.dash,
      points: meanPoints(one, side, quantity, from, to),
    })),
    bands: styled.map(({ one, style }) => ({
      alpha: one.alpha,
      colour: style.colour,
      stretches: bandsOf(one, side, quantity, from, to),
    })),
    runs: eachRun
      ? styled.map(({ one, style }) => runLines(one.alpha, style.colour, runs, side, quantity, from, to))
      : [],
    ends: styled.flatMap(({ one, style }) => {
      const end = endOf(one, side, quantity, from, to);
      if (!end) return [];
      const text = `α ${alphaText(one.alpha)}`;
      return [{ alpha: one.alpha, colour: style.colour, text, epoch: end.epoch, value: end.moments.mean }];
    }),
    extent: measured && shownExtent(curve, view.zoomed, measured, teacherAccuracy),
  };
}

/** Losses and differences start at 0 unless zoomed; accuracies stay within 0 … 1 and include the teacher's. */
function shownExtent(curve: CurveName, zoomed: boolean, extent: Extent, teacher: number | undefined): Extent {
  if (curve !== 'accuracy') return { low: zoomed ? Math.max(0, extent.low) : 0, high: extent.high };
  const low = Math.min(extent.low, teacher ?? extent.low);
  const high = Math.max(extent.high, teacher ?? extent.high);
  return { low: Math.max(0, low), high: Math.min(1, high) };
}

function runLines(
  alpha: number,
  colour: string,
  runs: readonly RunRecord[],
  side: View['side'],
  quantity: Quantity,
  from: number,
  to: number,
): RunLines {
  const mine = runs.filter((run) => run.alpha === alpha);
  const atMost = Math.max(16, Math.floor(pointsOfRuns / Math.max(1, runs.length)));
  const lines = mine.map((run) => runPoints(run, side, quantity, from, to, atMost));
  const failures = mine.flatMap((run, i) => (run.status === 'failed' ? (lines[i]?.at(-1) ?? []) : []));
  return { alpha, colour, lines, failures };
}
