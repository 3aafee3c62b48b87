import { ClassName } from '../../ClassName.tsx';
import unseen from '../../unseen.module.css';
import { signedText } from '../bars.ts';
import styles from '../tabs.module.css';

export interface Series {
  readonly kind: 'soft' | 'hard' | 'limit';
  readonly name: string;
  /** [K]; undefined where it is not known. */
  readonly values: readonly number[] | undefined;
}

export interface SignedRow {
  readonly index: number;
  readonly name: string;
}

/** For every class a bar about zero for each series, with the signed number beside it: sign by side, by + and −. */
export function SignedBars({
  caption,
  classHeading,
  rows,
  series,
  scale,
  label,
  told,
}: {
  readonly caption: string;
  readonly classHeading: string;
  readonly rows: readonly SignedRow[];
  readonly series: readonly Series[];
  /** What half the track stands for. */
  readonly scale: number;
  readonly label: number | undefined;
  /** The class whose numbers stand in the formula. */
  readonly told: number | undefined;
}) {
  return (
    <table className={styles.signed}>
      <caption className={unseen.unseen}>{caption}</caption>
      <colgroup>
        <col className={styles.nameColumn} />
        <col span={series.length} />
      </colgroup>
      <thead className={unseen.unseen}>
        <tr>
          <th scope="col">{classHeading}</th>
          {series.map((one) => (
            <th key={one.kind} scope="col">
              {one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.index}
            data-true={row.index === label ? '' : undefined}
            data-told={row.index === told ? '' : undefined}
          >
            <th scope="row">
              <ClassName name={row.name} />
            </th>
            {series.map((one) => (
              <td key={one.kind} data-kind={one.kind}>
                <Bar value={one.values?.[row.index]} scale={scale} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ value, scale }: { readonly value: number | undefined; readonly scale: number }) {
  const share = Math.min(1, Math.abs(value ?? 0) / scale) * 50;
  const negative = (value ?? 0) < 0;
  const cut = Math.abs(value ?? 0) > scale * 1.02;
  return (
    <span className={styles.signedBar}>
      <span className={styles.zero}>
        <span
          className={styles.reach}
          data-sign={negative ? 'minus' : 'plus'}
          data-cut={cut ? '' : undefined}
          style={{ left: `${negative ? 50 - share : 50}%`, width: `${share}%` }}
        />
      </span>
      <span className={styles.signedNumber}>{value === undefined ? '–' : signedText(value)}</span>
    </span>
  );
}
