import { useMemo } from 'react';
import { csvOf } from '../../../base/csv.ts';
import type { EpochQuantity } from '../../../protocol/quantityNames.ts';
import { columnKey, seriesLabel } from '../../seriesStyle.ts';
import { useWords } from '../../text/useWords.ts';
import type { DrawnSet } from '../charts/liveMarks.tsx';
import { spreadText } from '../charts/marks.ts';
import { momentsAt } from '../charts/rows.ts';
import { deviation } from '../charts/series.ts';
import { NumbersTable } from '../curves/NumbersTable.tsx';
import { download } from '../download.ts';
import type { CurveName, View } from '../view.ts';

/** The numbers behind a chart as they were measured, however it draws them. */
export function MeansTable({
  curve,
  sets,
  view,
  quantity,
  from,
  to,
}: {
  readonly curve: CurveName;
  readonly sets: readonly DrawnSet[];
  readonly view: View;
  readonly quantity: EpochQuantity;
  readonly from: number;
  readonly to: number;
}) {
  const text = useWords('results');
  const words = useWords('runs');
  const columns = useMemo(
    () =>
      sets.flatMap(({ name, series }) =>
        series.points.map((one) => {
          const label = seriesLabel(one.point);
          return {
            one,
            label: name ? `${label} ${name}` : label,
            key: `${columnKey(one.point)}${name ? `_${name}` : ''}`,
          };
        }),
      ),
    [sets],
  );
  const reached = Math.max(0, ...columns.map(({ one }) => one.epochs.length));
  const drawnOtherwise = view.smoothing > 1 || (view.log && quantity === 'accuracy');
  const names = useMemo(() => columns.map(({ label }) => label), [columns]);
  return (
    <NumbersTable
      summary={text.charts.numbers(curve)}
      label={text.charts.numbersOf(curve)}
      caption={`${text.charts.numbersCaption}${drawnOtherwise ? `. ${words.charts.raw}` : ''}`}
      columns={names}
      from={from}
      to={Math.min(to, reached)}
      cells={(epoch) =>
        columns.map(({ one }) => {
          const moments = momentsAt(one, epoch, view.side, quantity);
          return moments ? `${spreadText(quantity, moments)} (${moments.n})` : text.none;
        })
      }
      onCsv={() => download(`${curve}.csv`, 'text/csv', csv())}
    />
  );

  function csv(): string {
    const header = ['epoch', ...columns.flatMap(({ key }) => [`mean_${key}`, `std_${key}`, `n_${key}`])];
    const count = Math.max(0, Math.min(to, reached) - from + 1);
    const lines = Array.from({ length: count }, (_, i) => [
      from + i,
      ...columns.flatMap(({ one }) => {
        const moments = momentsAt(one, from + i, view.side, quantity);
        return moments ? [moments.mean, deviation(moments), moments.n] : [undefined, undefined, 0];
      }),
    ]);
    return csvOf(header, lines);
  }
}
