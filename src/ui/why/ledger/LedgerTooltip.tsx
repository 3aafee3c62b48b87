import curves from '../../results/curves.module.css';
import { useWords } from '../../text/useWords.ts';
import type { ChartName, LedgerLine } from './lines.ts';
import { nameOf, valueText } from './wording.ts';

/** Every line at the epoch under the cursor, in the half of the plot that the cursor is not in. */
export function LedgerTooltip({
  chart,
  lines,
  epoch,
  epochs,
}: {
  readonly chart: ChartName;
  readonly lines: readonly LedgerLine[];
  readonly epoch: number;
  readonly epochs: number;
}) {
  const text = useWords('ledger');
  const rows = lines.flatMap((line) => {
    const point = line.points.find((one) => one.epoch === epoch);
    return point ? [{ line, value: point.value }] : [];
  });
  return (
    <div className={curves.tooltip} data-corner={`top ${epoch <= (1 + epochs) / 2 ? 'right' : 'left'}`}>
      <strong>{text.atEpoch(epoch)}</strong>
      {rows.length === 0 ? <p>{text.unmeasured}</p> : null}
      <table>
        <tbody>
          {rows.map(({ line, value }) => (
            <tr key={line.id}>
              <th scope="row">
                <svg width={28} height={8} viewBox="0 0 28 8" aria-hidden="true">
                  <path
                    d="M0,4H24"
                    strokeWidth={line.thin ? 1.5 : 2.5}
                    style={{ stroke: line.colour, strokeDasharray: line.dash }}
                  />
                </svg>{' '}
                {nameOf(line, text)}
              </th>
              <td>{valueText(chart, text, value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
