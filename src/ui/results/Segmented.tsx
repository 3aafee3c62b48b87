import { useId } from 'react';
import type { PartName } from '../../spec/pageView.ts';
import unseen from '../unseen.module.css';
import styles from './controls.module.css';

/** One of a few, all in sight: radio buttons that look like one strip. */
export function Segmented<Name extends string>({
  label,
  options,
  value,
  onChange,
  control,
}: {
  readonly label: string;
  readonly options: readonly { readonly name: Name; readonly text: string }[];
  readonly value: Name;
  readonly onChange: (name: Name) => void;
  /** What a link hides it by. */
  readonly control?: PartName;
}) {
  const group = useId();
  return (
    <fieldset className={styles.segmented} data-control={control}>
      <legend className={unseen.unseen}>{label}</legend>
      {options.map(({ name, text }) => (
        <label key={name} className={styles.segment}>
          <input
            type="radio"
            className={unseen.unseen}
            name={group}
            checked={name === value}
            onChange={() => onChange(name)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
