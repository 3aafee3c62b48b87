import type { PublishedSweep } from '../../analysis/published/publishedSweep.ts';
import { alphaColour, alphaStyle } from '../alphaStyle.ts';
import type { View } from '../results/view.ts';
import { useWords } from '../text/useWords.ts';
import { useTypeScale } from '../useTypeScale.ts';
import styles from './published.module.css';
import { publishedDash } from './publishedMarks.ts';

/** Which thin lines are published, of how many runs each is the mean, and what they are not. */
export function PublishedLegend({ sweep, view }: { readonly sweep: PublishedSweep; readonly view: View }) {
  const words = useWords('published');
  const isPartly = view.side !== 'validation' || view.term !== 'loss';
  return (
    <div className={styles.legend}>
      <span>{words.published}</span>
      {sweep.final.map(({ alpha, n }) => (
        <span key={alpha}>
          <Sample alpha={alpha} /> {alphaStyle(alpha).label} {n === undefined ? null : words.runs(n)}
        </span>
      ))}
      <span>
        {words.lastBatch}
        {isPartly ? ` ${words.notDrawn}` : ''}
      </span>
    </div>
  );
}

function Sample({ alpha }: { readonly alpha: number }) {
  const { type } = useTypeScale();
  return (
    <svg
      width={28 * type}
      height={8 * type}
      viewBox="0 0 28 8"
      aria-hidden="true"
      style={{ verticalAlign: 'middle' }}
    >
      <path
        d="M0,4H24"
        strokeWidth={1}
        style={{ stroke: alphaColour(alpha), strokeDasharray: publishedDash(alpha) }}
      />
    </svg>
  );
}
