import type { ReactNode } from 'react';
import type { Field } from '../../spec/fields.ts';
import { useSay } from '../text/useSay.ts';
import styles from './Row.module.css';

interface RowProps {
  readonly name: string;
  readonly field: Pick<Field, 'label' | 'help'>;
  /** The control's id; the label points at it. */
  readonly id: string;
  readonly error?: string | undefined;
  /** A quiet sentence under the control. */
  readonly note?: string | undefined;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export const helpId = (id: string) => `${id}-help`;
export const errorId = (id: string) => `${id}-error`;

/** A setting: its label, its control, and what is wrong with what was typed. */
export function Row({ name, field, id, error, note, wide = false, children }: RowProps) {
  const say = useSay();
  return (
    <div className={wide ? `${styles.row} ${styles.wide}` : styles.row} data-field={name}>
      <label className={styles.label} htmlFor={id}>
        {say(field.label)}
      </label>
      <div className={styles.control}>{children}</div>
      <span id={helpId(id)} hidden>
        {say(field.help)}
      </span>
      {note ? <p className={styles.note}>{note}</p> : null}
      <p id={errorId(id)} className={styles.error} aria-live="polite">
        {error}
      </p>
    </div>
  );
}
