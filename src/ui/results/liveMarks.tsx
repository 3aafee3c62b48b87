/**
 * The part of a chart that changes while a sweep trains. It reads its marks past Recharts, so that a new epoch draws a
 * few paths and leaves axes, grid and Recharts' own state alone.
 */
import { createContext, use } from 'react';
import { CurveTooltip } from './CurveTooltip.tsx';
import styles from './curves.module.css';
import { Bands, CursorDots, EachRun, LineEnds, type MeanLine, MeanLines } from './layers.tsx';
import type { Marks } from './marks.ts';
import type { Quantity, Series, Side } from './series.ts';

export interface Live {
  readonly marks: Marks;
  /** Lines of other results, behind everything. */
  readonly reference: readonly MeanLine[];
  readonly series: Series;
  readonly side: Side;
  readonly quantity: Quantity;
  /** Halfway up the value axis. */
  readonly middle: number;
}

export const LiveMarks = createContext<Live | undefined>(undefined);

/** Bands and single runs, under the lines. */
export function LiveBands({ clip }: { readonly clip: string }) {
  const live = use(LiveMarks);
  if (!live) return null;
  return (
    <>
      <g className={styles.reference}>
        <MeanLines lines={live.reference} clip={clip} />
      </g>
      <Bands bands={live.marks.bands} clip={clip} />
      <EachRun groups={live.marks.runs} clip={clip} />
    </>
  );
}

export function LiveLines({ clip }: { readonly clip: string }) {
  const live = use(LiveMarks);
  if (!live) return null;
  return (
    <>
      <MeanLines lines={live.marks.lines} clip={clip} />
      <LineEnds ends={live.marks.ends} />
      <CursorDots lines={live.marks.lines} />
    </>
  );
}

export function LiveTooltip({ epoch }: { readonly epoch: number }) {
  const live = use(LiveMarks);
  if (!live || live.series.alphas.length === 0) return null;
  const { marks, series, side, quantity, middle } = live;
  return (
    <CurveTooltip
      epoch={epoch}
      series={series}
      side={side}
      quantity={quantity}
      from={marks.from}
      to={marks.to}
      middle={middle}
    />
  );
}
