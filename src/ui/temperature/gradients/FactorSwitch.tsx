import { useLateWords } from '../../text/late.ts';
import styles from '../tabs.module.css';

/** The factor T² of the soft loss, on or off. */
export function FactorSwitch({
  scaled,
  onChange,
}: {
  readonly scaled: boolean;
  readonly onChange: (scaled: boolean) => void;
}) {
  const text = useLateWords('temperature');
  return (
    <label className={styles.factor} data-control="factor">
      <input type="checkbox" checked={scaled} onChange={(event) => onChange(event.target.checked)} />
      {text.factor}
    </label>
  );
}
