/**
 * Published curves as a chart draws them behind its own: each alpha's mean over complete runs, on the chart's axis and in its
 * window, in the alpha's colour and in dashes of their own.
 */
import { createContext, use, useMemo } from 'react';
import { type PublishedSweep, recordsOf } from '../../analysis/published/publishedSweep.ts';
import { alphaAt } from '../../spec/point.ts';
import { alphaColour } from '../alphaStyle.ts';
import type { MeanLine } from '../results/charts/layers.tsx';
import { marksOf } from '../results/charts/marks.ts';
import type { Extent } from '../results/charts/rows.ts';
import { absorb, emptySeries, type Series } from '../results/charts/series.ts';
import type { CurveName, View } from '../results/view.ts';

export interface PublishedMarks {
  readonly lines: readonly MeanLine[];
  /** What the value axis must hold for them; undefined where nothing is drawn. */
  readonly extent: Extent | undefined;
}

const noLines: readonly MeanLine[] = [];
const none: PublishedMarks = { lines: noLines, extent: undefined };

/** Dashes for published lines: full at no alpha, so that none is taken for a line of ours. */
export function publishedDash(alpha: number): string {
  if (alpha <= 0) return '5 3';
  return alpha >= 1 ? '1 3' : '5 3 1 3';
}

/** Runs that were cut short are left out, so that each line is the mean of the same runs from end to end. */
export function seriesOf(sweep: PublishedSweep): Series {
  return absorb(
    emptySeries,
    recordsOf(sweep).filter((run) => run.status === 'finished'),
  );
}

/**
 * @param epochs of the sweep that the chart shows; published epochs beyond them are cut off.
 * @returns no lines for what was not published: training, terms of the loss.
 */
export function publishedMarks(series: Series, curve: CurveName, view: View, epochs: number): PublishedMarks {
  const { lines, extent } = marksOf(curve, series, [], { ...view, eachRun: false }, epochs, undefined, []);
  const drawn = lines.filter(({ points }) => points.length > 0);
  if (drawn.length === 0) return none;
  return {
    lines: drawn.map((line) => ({
      ...line,
      colour: alphaColour(alphaAt(line.point)),
      dash: publishedDash(alphaAt(line.point)),
    })),
    extent,
  };
}

/** The marks of one chart; none without a sweep. */
export function usePublishedMarks(
  sweep: PublishedSweep | undefined,
  curve: CurveName,
  view: View,
  epochs: number,
): PublishedMarks {
  const series = useMemo(() => sweep && seriesOf(sweep), [sweep]);
  return useMemo(
    () => (series ? publishedMarks(series, curve, view, epochs) : none),
    [series, curve, view, epochs],
  );
}

const PublishedLinesContext = createContext(noLines);

/** `<PublishedLines value={marks.lines}>` around a chart, whose `PublishedOverlay` then draws them. */
export const PublishedLines = PublishedLinesContext.Provider;

export const usePublishedLines = (): readonly MeanLine[] => use(PublishedLinesContext);
