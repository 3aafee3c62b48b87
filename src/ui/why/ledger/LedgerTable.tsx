import { useState } from 'react';
import curves from '../../results/curves.module.css';
import type { Side } from '../../results/series.ts';
import { useWords } from '../../text/useWords.ts';
import type { ChartName, LedgerLine } from './lines.ts';
import { nameOf, valueText } from './wording.ts';

/** The numbers that a chart draws, for whoever reads rather than looks; made only while it is open. */
export function LedgerTable({
  chart,
  side,
  lines,
}: {
  readonly chart: ChartName;
  readonly side: Side;
  readonly lines: readonly LedgerLine[];
}) {
  const text = useWords('ledger');
  const [open, setOpen] = useState(false);
  return (
    <details className={curves.numbers} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.numbers(chart)}</summary>
      {open ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        <section className={curves.scroll} aria-label={text.caption(chart, side)} tabIndex={0}>
          <Rows {...{ chart, side, lines }} />
        </section>
      ) : null}
    </details>
  );
}

function Rows({
  chart,
  side,
  lines,
}: {
  readonly chart: ChartName;
  readonly side: Side;
  readonly lines: readonly LedgerLine[];
}) {
  const text = useWords('ledger');
  const values = lines.map(({ points }) => new Map(points.map(({ epoch, value }) => [epoch, value])));
  const epochs = [...new Set(values.flatMap((one) => [...one.keys()]))].sort((a, b) => a - b);
  return (
    <table>
      <caption>{text.caption(chart, side)}</caption>
      <thead>
        <tr>
          <th scope="col">{text.epoch}</th>
          {lines.map((line) => (
            <th key={line.id} scope="col">
              {nameOf(line, text)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {epochs.map((epoch) => (
          <tr key={epoch}>
            <th scope="row">{epoch}</th>
            {lines.map((line, i) => {
              const value = values[i]?.get(epoch);
              return <td key={line.id}>{value === undefined ? text.none : valueText(chart, text, value)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
