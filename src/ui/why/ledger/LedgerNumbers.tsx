import { useMemo } from 'react';
import { csvOf } from '../../../base/csv.ts';
import type { Side } from '../../results/charts/series.ts';
import { NumbersTable } from '../../results/curves/NumbersTable.tsx';
import { download } from '../../results/download.ts';
import { useLateWords } from '../../text/late.ts';
import { type ChartName, type LedgerLine, lastEpoch, valueAt } from './lines.ts';
import { nameOf, valueText } from './wording.ts';

/** The numbers that one of the ledger's charts draws. */
export function LedgerNumbers({
  chart,
  side,
  lines,
}: {
  readonly chart: ChartName;
  readonly side: Side;
  readonly lines: readonly LedgerLine[];
}) {
  const text = useLateWords('ledger');
  const columns = useMemo(() => lines.map((line) => nameOf(line, text)), [lines, text]);
  const reached = lastEpoch(lines);
  return (
    <NumbersTable
      summary={text.numbers(chart)}
      label={text.caption(chart, side)}
      caption={text.caption(chart, side)}
      columns={columns}
      from={1}
      to={reached}
      cells={(epoch) =>
        lines.map((line) => {
          const value = valueAt(line, epoch);
          return value === undefined ? text.none : valueText(chart, text, value);
        })
      }
      onCsv={() => download(`ledger-${chart}.csv`, 'text/csv', csvOfLines(lines))}
    />
  );
}

function csvOfLines(lines: readonly LedgerLine[]): string {
  return csvOf(
    ['epoch', ...lines.map(({ id }) => id.replace(' ', '_'))],
    Array.from({ length: lastEpoch(lines) }, (_, i) => [i + 1, ...lines.map((line) => valueAt(line, i + 1))]),
  );
}
