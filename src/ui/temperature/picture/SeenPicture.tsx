import { useId } from 'react';
import type { Seen } from '../../../protocol/protocol.ts';
import { useLateWords } from '../../text/late.ts';
import { plain } from '../../text/numbers.ts';
import { useWords } from '../../text/useWords.ts';
import { Picture } from '../Picture.tsx';
import temperature from '../temperature.module.css';
import type { Models } from '../useModels.ts';
import { firstChoice } from './firstChoice.ts';
import styles from './picture.module.css';

/** The picture as the networks get it, what each takes it for, and what a person says it is. */
export function SeenPicture({
  seen,
  size,
  models,
  classes,
  label,
  onLabel,
}: {
  readonly seen: Seen | undefined;
  /** The networks' S; `seen` may be a smaller picture of it. */
  readonly size: number;
  readonly models: Models;
  readonly classes: readonly string[];
  /** Undefined: nobody knows. */
  readonly label: number | undefined;
  readonly onLabel: (name: string | undefined) => void;
}) {
  const text = useWords('pictures');
  const words = useLateWords('temperature');
  const select = useId();
  const said = [
    { kind: 'teacher', who: words.teacher, first: firstChoice(models.teacher) },
    { kind: 'student', who: words.student, first: firstChoice(models.student) },
  ];
  return (
    <div className={styles.seen}>
      <figure className={styles.asSeen}>
        {seen ? (
          <Picture picture={seen.picture} label={text.asSeen(plain(size))} className={styles.pixels} />
        ) : (
          <span className={styles.pixels} />
        )}
        <figcaption className={styles.quiet}>{text.asSeen(plain(size))}</figcaption>
      </figure>
      <dl className={styles.said} aria-live="polite">
        {said.map(({ kind, who, first }) => (
          <div key={kind}>
            <dt className={temperature.key} data-kind={kind}>
              {who}
            </dt>
            <dd>{first === undefined ? '–' : classes[first]}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.label}>
        <label htmlFor={select}>{text.itIs}</label>
        <select
          id={select}
          value={label ?? ''}
          onChange={(event) => onLabel(event.target.value === '' ? undefined : classes[+event.target.value])}
        >
          <option value="">{text.nobodyKnows}</option>
          {classes.map((name, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
      </p>
    </div>
  );
}
