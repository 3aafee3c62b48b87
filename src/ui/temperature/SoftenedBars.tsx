import { ClassName } from '../ClassName.tsx';
import { useLateWords } from '../text/late.ts';
import unseen from '../unseen.module.css';
import { type BarRow, probabilityText } from './bars.ts';
import styles from './temperature.module.css';

/** Teacher's and student's probability of every class, as a pair of bars with their numbers. */
export function SoftenedBars({
  rows,
  label,
  told,
}: {
  readonly rows: readonly BarRow[];
  readonly label: number | undefined;
  /** The class whose numbers stand in the formula. */
  readonly told: number | undefined;
}) {
  const text = useLateWords('temperature');
  return (
    <table className={styles.bars}>
      <caption className={unseen.unseen}>{text.bars}</caption>
      <thead className={unseen.unseen}>
        <tr>
          <th scope="col">{text.class}</th>
          <th scope="col">
            {text.teacher}, {text.student}
          </th>
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
              {row.index === label ? <small>{text.trueLabel}</small> : null}
            </th>
            <td>
              {row.each?.map(({ place, label: who, probability }) => (
                <Bar key={place} who={who} mark={place} kind="teacher" probability={probability} />
              ))}
              <Bar who={row.each ? text.together : text.teacher} kind="teacher" probability={row.teacher} />
              <Bar who={text.student} kind="student" probability={row.student} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({
  who,
  mark,
  kind,
  probability,
}: {
  readonly who: string;
  /** Of several teachers which one. */
  readonly mark?: number;
  readonly kind: 'teacher' | 'student';
  readonly probability: number | undefined;
}) {
  return (
    <div className={styles.barRow} data-kind={kind} data-each={mark === undefined ? undefined : ''}>
      <span className={unseen.unseen}>{who} </span>
      {mark === undefined ? null : (
        <span className={styles.barMark} aria-hidden="true">
          {mark}
        </span>
      )}
      <span className={styles.barTrack}>
        <span className={styles.bar} style={{ width: `${(probability ?? 0) * 100}%` }} />
      </span>
      <span className={styles.barNumber}>
        {probability === undefined ? '–' : probabilityText(probability)}
      </span>
    </div>
  );
}
