import { type CSSProperties, useId } from 'react';
import { useWords } from '../../text/useWords.ts';
import unseen from '../../unseen.module.css';
import { type InkName, inkNames, inks } from './drawing.ts';
import styles from './picture.module.css';

/** The paint box: radio buttons that look like wells of ink. */
export function InkChoice({
  ink,
  onChange,
}: {
  readonly ink: InkName;
  readonly onChange: (ink: InkName) => void;
}) {
  const text = useWords('pictures');
  const group = useId();
  return (
    <fieldset className={styles.inks}>
      <legend className={unseen.unseen}>{text.draw.ink}</legend>
      {inkNames.map((name) => (
        <label key={name} className={styles.ink} title={text.draw.inks[name]}>
          <input
            type="radio"
            className={unseen.unseen}
            name={group}
            checked={name === ink}
            onChange={() => onChange(name)}
          />
          <span className={unseen.unseen}>{text.draw.inks[name]}</span>
          <span className={styles.well} style={{ '--ink-of': inks[name] } as CSSProperties} />
        </label>
      ))}
    </fieldset>
  );
}
