/**
 * The part of a chart that changes while a sweep trains. It reads its marks past Recharts, so that a new epoch draws a
 * few paths and leaves axes, grid and Recharts' own state alone.
 */
import { createContext, use } from 'react';
import type { EpochQuantity } from '../../../protocol/quantityNames.ts';
import { PublishedOverlay } from '../../published/PublishedOverlay.tsx';
import styles from '../curves/curves.module.css';
import { Bands, CursorDots, EachRun, LineEnds, type MeanLine, MeanLines } from './layers.tsx';
import type { Marks } from './marks.ts';
import type { Series, Side } from './series.ts';

/** Which of two compared sweeps: A thick, filled and with full dots, B thin, outlined and hollow. */
export type SetName = 'A' | 'B';

/** One sweep's marks on a chart; unnamed where it is the only one. */
export interface DrawnSet {
  readonly name: SetName | undefined;
  readonly marks: Marks;
  readonly series: Series;
}

export interface Live {
  readonly sets: readonly DrawnSet[];
  /** Lines of other results, behind everything. */
  readonly reference: readonly MeanLine[];
  readonly side: Side;
  readonly quantity: EpochQuantity;
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
      <PublishedOverlay clip={clip} />
      {live.sets.map(({ name, marks }) => (
        <g key={name ?? ''} className={styles.set} data-set={name}>
          <Bands bands={marks.bands} clip={clip} />
          <EachRun groups={marks.runs} clip={clip} />
        </g>
      ))}
    </>
  );
}

export function LiveLines({ clip }: { readonly clip: string }) {
  const live = use(LiveMarks);
  if (!live) return null;
  const ends = live.sets.flatMap(({ name, marks }) =>
    marks.ends.map((end) => ({
      ...end,
      text: name ? `${end.text} ${name}` : end.text,
      hollow: name === 'B',
    })),
  );
  return (
    <>
      {live.sets.map(({ name, marks }) => (
        <g key={name ?? ''} className={styles.set} data-set={name}>
          <MeanLines lines={marks.lines} clip={clip} />
        </g>
      ))}
      <LineEnds ends={ends} />
      {live.sets.map(({ name, marks }) => (
        <CursorDots key={name ?? ''} lines={marks.lines} hollow={name === 'B'} />
      ))}
    </>
  );
}
