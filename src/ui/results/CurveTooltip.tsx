import { alphaStyle } from '../alphaStyle.ts';
import { useResultsText } from '../text/useResultsText.ts';
import { AlphaSample } from './AlphaSample.tsx';
import styles from './curves.module.css';
import { spreadText } from './marks.ts';
import { momentsAt, momentsOf } from './rows.ts';
import type { Quantity, Series, Side } from './series.ts';

/** The mean of all lines over some epochs; NaN where nothing is measured. */
function meanOver(series: Series, side: Side, quantity: Quantity, from: number, to: number): number {
  const means = series.alphas.flatMap((one) =>
    momentsOf(one, side, quantity, from, to).flatMap((moments) => moments?.mean ?? []),
  );
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}

/** Mean ± sample deviation and n of every alpha at the epoch under the cursor. */
export function CurveTooltip({
  epoch,
  series,
  side,
  quantity,
  from,
  to,
  middle,
}: {
  readonly epoch: number;
  readonly series: Series;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly from: number;
  readonly to: number;
  /** Halfway up the value axis. */
  readonly middle: number;
}) {
  const text = useResultsText();
  const rows = series.alphas.flatMap((one) => {
    const moments = momentsAt(one, epoch, side, quantity);
    return moments ? [{ alpha: one.alpha, moments }] : [];
  });
  // In the half of the plot that the cursor is not in, above or below, whichever the lines leave freer there.
  const centre = (from + to) / 2;
  const right = epoch <= centre;
  const height = meanOver(
    series,
    side,
    quantity,
    right ? Math.ceil(centre) : from,
    right ? to : Math.floor(centre),
  );
  const corner = `${height > middle ? 'bottom' : 'top'} ${right ? 'right' : 'left'}`;
  return (
    <div className={styles.tooltip} data-corner={corner}>
      <strong>{text.charts.tooltipEpoch(epoch)}</strong>
      {rows.length === 0 ? <p>{text.charts.tooltipEmpty}</p> : null}
      <table>
        <tbody>
          {rows.map(({ alpha, moments }) => (
            <tr key={alpha}>
              <th scope="row">
                <AlphaSample alpha={alpha} /> {alphaStyle(alpha).label}
              </th>
              <td>{spreadText(quantity, moments)}</td>
              <td className={styles.quiet}>n {moments.n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
