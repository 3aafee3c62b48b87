import { MeanLines } from '../results/charts/layers.tsx';
import styles from './published.module.css';
import { usePublishedLines } from './publishedMarks.ts';

/** The published lines of the chart around it (see `PublishedLines`), drawn on Recharts' scales; put it under the chart's own. */
export function PublishedOverlay({ clip }: { readonly clip: string }) {
  const lines = usePublishedLines();
  if (lines.length === 0) return null;
  return (
    <g className={styles.overlay} data-published="">
      <MeanLines lines={lines} clip={clip} />
    </g>
  );
}
