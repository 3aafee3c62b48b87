import { useState } from 'react';
import { csvOf } from '../../shared/csv.ts';
import { alphaStyle } from '../alphaStyle.ts';
import { useResultsText } from '../text/useResultsText.ts';
import styles from './curves.module.css';
import { download } from './download.ts';
import { spreadText } from './marks.ts';
import { momentsAt } from './rows.ts';
import { deviation, type Moments, type Quantity, type Series } from './series.ts';
import type { CurveName, View } from './view.ts';

/** The numbers that a chart draws, for whoever reads rather than looks; made only while it is open. */
export function MeansTable({
  curve,
  series,
  view,
  quantity,
  from,
  to,
}: {
  readonly curve: CurveName;
  readonly series: Series;
  readonly view: View;
  readonly quantity: Quantity;
  readonly from: number;
  readonly to: number;
}) {
  const text = useResultsText();
  const [open, setOpen] = useState(false);
  const reached = Math.max(0, ...series.alphas.map((one) => one.epochs.length));
  const epochs = Array.from({ length: Math.max(0, Math.min(to, reached) - from + 1) }, (_, i) => from + i);
  const cell = (moments: Moments | undefined) => {
    if (!moments) return text.none;
    return `${spreadText(quantity, moments)} (${moments.n})`;
  };
  return (
    <details className={styles.numbers} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.charts.numbers(curve)}</summary>
      {open ? (
        <section className={styles.scroll} aria-label={text.charts.numbersOf(curve)}>
          <button type="button" onClick={() => download(`${curve}.csv`, 'text/csv', csv())}>
            {text.charts.numbersCsv}
          </button>
          <table>
            <caption>{text.charts.numbersCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{text.charts.epoch}</th>
                {series.alphas.map(({ alpha }) => (
                  <th key={alpha} scope="col">
                    {alphaStyle(alpha).label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {epochs.map((epoch) => (
                <tr key={epoch}>
                  <th scope="row">{epoch}</th>
                  {series.alphas.map((one) => (
                    <td key={one.alpha}>{cell(momentsAt(one, epoch, view.side, quantity))}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </details>
  );

  function csv(): string {
    const header = [
      'epoch',
      ...series.alphas.flatMap(({ alpha }) => [`mean_${alpha}`, `std_${alpha}`, `n_${alpha}`]),
    ];
    const lines = epochs.map((epoch) => [
      epoch,
      ...series.alphas.flatMap((one) => {
        const moments = momentsAt(one, epoch, view.side, quantity);
        return moments ? [moments.mean, deviation(moments), moments.n] : [undefined, undefined, 0];
      }),
    ]);
    return csvOf(header, lines);
  }
}
