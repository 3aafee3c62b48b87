import { useState } from 'react';
import { defaultExperiment, type Experiment, fieldNames, fieldOf } from '../../shared/experiment.ts';
import { linkOf } from '../../shared/link.ts';
import { useLab } from '../../state/useLab.ts';
import { useText } from '../text/useText.ts';
import { Pop } from './Pop.tsx';
import styles from './ShareButton.module.css';

interface Difference {
  readonly label: string;
  readonly value: string;
}

function differences(experiment: Experiment): readonly Difference[] {
  return fieldNames.flatMap((name) => {
    const format = fieldOf(name).format as (value: unknown) => string;
    const value = format(experiment[name]);
    return value === format(defaultExperiment[name]) ? [] : [{ label: fieldOf(name).label, value }];
  });
}

/** Copies the experiment's link, and says in words what it carries and what it does not. */
export function ShareButton() {
  const { share } = useText();
  const experiment = useLab((lab) => lab.experiment);
  const [copied, setCopied] = useState<boolean>();
  const link = `${location.origin}${location.pathname}${linkOf(experiment)}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  const carried = differences(experiment);
  const { dataset, teacher } = experiment;
  return (
    <Pop
      label={share.button}
      onOpen={() => void copy()}
      trigger={
        <button type="button" className={styles.share}>
          {share.button}
        </button>
      }
    >
      <p className={styles.copied} role="status">
        {copied === undefined ? '' : copied ? share.copied : share.notCopied}
      </p>
      <input
        className={styles.link}
        aria-label={share.link}
        readOnly
        value={link}
        onFocus={(event) => event.target.select()}
      />
      <p>{carried.length > 0 ? share.contains(carried.length) : share.asIs}</p>
      {carried.length > 0 ? (
        <dl className={styles.carried}>
          {carried.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {dataset === 'insects' ? null : <p>{share.folder}</p>}
      {teacher === 'file' || teacher.startsWith('saved-') ? <p>{share.teacher}</p> : null}
      <p className={styles.quiet}>{share.never}</p>
    </Pop>
  );
}
