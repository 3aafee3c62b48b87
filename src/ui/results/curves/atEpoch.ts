/**
 * What stands at one epoch on one chart: the same for the box beside the cursor and for whom it is read out.
 */

import type { PointKey } from '../../../protocol/runId.ts';
import { comparePoints, type Point } from '../../../spec/point.ts';
import { type SeriesStyle, seriesStyle } from '../../seriesStyle.ts';
import type { Live, SetName } from '../charts/liveMarks.tsx';
import { spreadText, valueText } from '../charts/marks.ts';
import { momentsAt } from '../charts/rows.ts';

export interface EpochFigure {
  readonly name: SetName | undefined;
  /** Mean ± sample deviation over the runs; smoothed, where the line is drawn and what the band holds there. */
  readonly text: string;
  readonly n: number;
}

export interface EpochRow {
  readonly key: PointKey;
  readonly point: Point;
  readonly style: SeriesStyle;
  /** One for each sweep on the chart; undefined where it measured nothing. */
  readonly figures: readonly (EpochFigure | undefined)[];
}

/** @param interval how a value is written with the ends of its band. */
export function rowsAtEpoch(
  live: Live,
  epoch: number,
  smoothed: boolean,
  interval: (value: string, low: string, high: string) => string,
): readonly EpochRow[] {
  const { sets, side, quantity } = live;
  const points = new Map(sets.flatMap(({ series }) => series.points.map(({ key, point }) => [key, point])));
  const styles = new Map(sets.flatMap(({ marks }) => marks.drawn.map(({ key, style }) => [key, style])));
  const write = (value: number) => valueText(quantity, value);
  const rows = [...points]
    .sort(([, a], [, b]) => comparePoints(a, b))
    .map(([key, point]): EpochRow => {
      const figures = sets.map(({ name, marks, series }): EpochFigure | undefined => {
        const one = series.points.find((each) => each.key === key);
        const moments = one && momentsAt(one, epoch, side, quantity);
        if (!moments) return undefined;
        const line = marks.drawn.find((each) => each.key === key);
        const { value, band } = line?.spans[epoch - marks.from] ?? {};
        const text =
          smoothed && value !== undefined && band
            ? interval(write(value), write(band.low), write(band.high))
            : spreadText(quantity, moments, marks.axis.error);
        return { name, text, n: moments.n };
      });
      return { key, point, style: styles.get(key) ?? seriesStyle(point, []), figures };
    });
  return rows.filter(({ figures }) => figures.some((figure) => figure !== undefined));
}

/** The mean height of all lines over some epochs; NaN where nothing is drawn. */
export function heightOver(live: Live, from: number, to: number): number {
  const values = live.sets.flatMap(({ marks }) =>
    marks.drawn.flatMap(({ spans }) =>
      spans
        .slice(Math.max(0, from - marks.from), Math.max(0, to - marks.from + 1))
        .flatMap((span) => (span && !Number.isNaN(span.value) ? [span.value] : [])),
    ),
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
