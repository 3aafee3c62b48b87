import { useId } from 'react';
import { backendChoices } from '../../spec/choices.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { DetailsButton } from '../reach/DetailsButton.tsx';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import styles from './BackendMenu.module.css';
import { Icon } from './Icon.tsx';
import { Pop } from './Pop.tsx';

/** What trains, why that, and a way to insist on another. */
export function BackendMenu() {
  const { backend: words, choices } = useWords('page');
  const say = useSay();
  const name = useId();
  const backend = useLab((lab) => (lab.backendClosed ? undefined : lab.backend));
  const isOpening = useLab((lab) => !lab.backendClosed || lab.phase === 'opening');
  const chosen = useLab((lab) => lab.experiment.backend);
  const busy = useLab((lab) => isBusy(lab.phase));
  const { setField } = useLabActions();
  const label = backend ? say(backend.label) : isOpening ? words.opening : words.closed;
  const trigger = (
    <button type="button" className={styles.badge} data-control="backend" aria-label={words.button(label)}>
      <span className={backend?.software ? `${styles.dot} ${styles.slow}` : styles.dot} />
      <span className={styles.label}>{label}</span>
      <Icon shape="down" />
    </button>
  );
  return (
    <Pop label={words.button(label)} trigger={trigger}>
      <p className={styles.name}>{label}</p>
      {backend ? <p>{say(backend.reason)}</p> : null}
      {backend?.software && backend.name === 'webgpu' ? <p>{words.software}</p> : null}
      <fieldset className={styles.choices} disabled={busy}>
        <legend>{words.choose}</legend>
        {backendChoices.map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name={name}
              value={choice}
              checked={choice === chosen}
              onChange={() => setField('backend', choice)}
            />
            {choices[choice]}
          </label>
        ))}
      </fieldset>
      {busy ? <p className={styles.quiet}>{words.busy}</p> : null}
      <DetailsButton />
    </Pop>
  );
}
