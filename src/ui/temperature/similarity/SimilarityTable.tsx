import type { CSSProperties } from 'react';
import { useLateWords } from '../../text/late.ts';
import unseen from '../../unseen.module.css';
import styles from './similarity.module.css';
import { percentText } from './similarity.ts';

/** True classes down, what the teacher gives them across, in percent; the darker, the more alike. */
export function SimilarityTable({
  matrix,
  classes,
  shown,
  most,
}: {
  /** [K, K]. */
  readonly matrix: Float64Array;
  readonly classes: readonly string[];
  readonly shown: readonly number[];
  /** The share that is drawn darkest. */
  readonly most: number;
}) {
  const text = useLateWords('temperature');
  const share = (of: number, to: number) => matrix[of * classes.length + to] ?? Number.NaN;
  return (
    <div className={styles.scroll} data-part="alike">
      <table className={styles.table}>
        <caption className={unseen.unseen}>{text.alikeCaption}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {text.alikeCorner}
            </th>
            {shown.map((to) => (
              <th key={to} scope="col" className={styles.column}>
                <span title={classes[to]}>{classes[to]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((of) => (
            <tr key={of}>
              <th scope="row" title={classes[of]}>
                {classes[of]}
              </th>
              {shown.map((to) => (
                <Cell key={to} share={share(of, to)} most={most} self={of === to} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  share,
  most,
  self,
}: {
  readonly share: number;
  readonly most: number;
  readonly self: boolean;
}) {
  const tint = self || !(most > 0) ? 0 : Math.min(1, (share || 0) / most);
  return (
    <td
      className={styles.cell}
      data-self={self ? '' : undefined}
      style={{ '--tint': `${Math.round(tint * 100)}%` } as CSSProperties}
    >
      {percentText(share)}
    </td>
  );
}
