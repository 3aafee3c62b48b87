import { alphaStyle } from '../alphaStyle.ts';
import { useResultsText } from '../text/useResultsText.ts';
import { AlphaSample } from './AlphaSample.tsx';
import styles from './curves.module.css';
import { valueText } from './marks.ts';
import { momentsAt } from './rows.ts';
import { deviation, type Quantity, type Series, type Side } from './series.ts';

/** Mean ± sample deviation and n of every alpha at the epoch under the cursor. */
export function CurveTooltip({
  epoch,
  series,
  side,
  quantity,
}: {
  readonly epoch: number;
  readonly series: Series;
  readonly side: Side;
  readonly quantity: Quantity;
}) {
  const text = useResultsText();
  const rows = series.alphas.flatMap((one) => {
    const moments = momentsAt(one, epoch, side, quantity);
    return moments ? [{ alpha: one.alpha, moments }] : [];
  });
  return (
    <div className={styles.tooltip}>
      <strong>{text.charts.tooltipEpoch(epoch)}</strong>
      {rows.length === 0 ? <p>{text.charts.tooltipEmpty}</p> : null}
      <table>
        <tbody>
          {rows.map(({ alpha, moments }) => (
            <tr key={alpha}>
              <th scope="row">
                <AlphaSample alpha={alpha} /> {alphaStyle(alpha).label}
              </th>
              <td>{valueText(quantity, moments.mean)}</td>
              <td>{moments.n > 1 ? `± ${valueText(quantity, deviation(moments))}` : ''}</td>
              <td className={styles.quiet}>n {moments.n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
