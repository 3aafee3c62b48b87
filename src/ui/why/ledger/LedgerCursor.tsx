import { useXAxisScale, useYAxisScale } from 'recharts';
import { useCursorAt, useCursorEpoch } from '../../results/curves/cursor.ts';
import curves from '../../results/curves/curves.module.css';
import { useLateWords } from '../../text/late.ts';
import unseen from '../../unseen.module.css';
import { useTypeScale } from '../../useTypeScale.ts';
import styles from './ledger.module.css';
import { type ChartName, type LedgerLine, valueAt } from './lines.ts';
import { nameOf, valueText } from './wording.ts';

/** On every line, where the cursor is. */
export function LedgerDots({
  lines,
  logarithmic,
}: {
  readonly lines: readonly LedgerLine[];
  readonly logarithmic: boolean;
}) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const epoch = useCursorEpoch();
  const { line } = useTypeScale();
  if (!x || !y || epoch === undefined) return null;
  return lines.map((one) => {
    const value = valueAt(one, epoch);
    if (value === undefined || (logarithmic && value <= 0)) return null;
    return <circle key={one.id} cx={x(epoch)} cy={y(value)} r={3.5 * line} style={{ fill: one.colour }} />;
  });
}

/** Every line at the epoch under the cursor: shown on all three charts, read out on the one in use. */
export function LedgerTooltip({
  id,
  chart,
  lines,
  epochs,
}: {
  /** The cursor's name of the chart. */
  readonly id: string;
  readonly chart: ChartName;
  readonly lines: readonly LedgerLine[];
  readonly epochs: number;
}) {
  const text = useLateWords('ledger');
  const at = useCursorAt();
  const rows = lines.flatMap((line) => {
    const value = at && valueAt(line, at.epoch);
    if (value === undefined) return [];
    return [{ line, name: nameOf(line, text), value: valueText(chart, text, value) }];
  });
  const said = rows.map(({ name, value }) => `${name} ${value}`).join('; ') || text.unmeasured;
  return (
    <>
      {at && lines.length > 0 ? (
        <div
          className={`${curves.tooltip} ${styles.box}`}
          // In the half of the plot that the cursor is not in.
          data-corner={`top ${at.epoch <= (1 + epochs) / 2 ? 'right' : 'left'}`}
          aria-hidden="true"
        >
          <strong>{text.atEpoch(at.epoch)}</strong>
          {rows.length === 0 ? <p>{text.unmeasured}</p> : null}
          <table>
            <tbody>
              {rows.map(({ line, name, value }) => (
                <tr key={line.id}>
                  <th scope="row">
                    <svg width={28} height={8} viewBox="0 0 28 8" aria-hidden="true">
                      <path
                        d="M0,4H24"
                        strokeWidth={line.thin ? 1.5 : 2.5}
                        style={{ stroke: line.colour, strokeDasharray: line.dash }}
                      />
                    </svg>{' '}
                    {name}
                  </th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <output className={unseen.unseen}>
        {at?.spoken && at.chart === id ? `${text.atEpoch(at.epoch)}: ${said}` : null}
      </output>
    </>
  );
}
