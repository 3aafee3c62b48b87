import type { ReactNode } from 'react';
import { type Bar, barsPath, edgePath } from './bars.ts';
import styles from './weights.module.css';

interface ChartProps {
  readonly bars: readonly Bar[];
  readonly most: number;
  readonly edge?: readonly number[] | undefined;
  /** 0 … 1, from the left: where a line stands. */
  readonly line?: number | undefined;
  readonly children: ReactNode;
}

/** Bars whose sentence says what they show; the drawing itself is for eyes alone. */
export function Chart({ bars, most, edge, line, children }: ChartProps) {
  return (
    <figure className={styles.chart}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className={styles.drawing}>
        <path d={barsPath(bars, most)} className={styles.bar} />
        {edge ? <path d={edgePath(edge, most)} className={styles.edge} /> : null}
        {line === undefined ? null : <path d={`M${100 * line} 0V100`} className={styles.edge} data-rank="" />}
      </svg>
      <figcaption>{children}</figcaption>
    </figure>
  );
}
