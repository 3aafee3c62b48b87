import { useState, useSyncExternalStore } from 'react';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { offlineCopy, takeNewer } from '../../state/page/offlineCopy.ts';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../text/useWords.ts';
import styles from './Reach.module.css';

/** Offers a newer page that waits; never while something is trained. */
export function NewVersion() {
  const words = useWords('reach');
  const { state } = useSyncExternalStore(offlineCopy.subscribe, offlineCopy.getState);
  const busy = useLab((lab) => isBusy(lab.phase));
  const [later, setLater] = useState(false);
  const offered = state === 'newer' && !busy && !later;
  return (
    <div role="status">
      {offered ? (
        <div className={`${styles.reach} ${styles.line}`}>
          <p className={styles.text}>{words.newer}</p>
          <button
            type="button"
            className={styles.toggle}
            onClick={() => takeNewer(navigator.serviceWorker, () => location.reload())}
          >
            {words.reload}
          </button>
          <button
            type="button"
            className={styles.dismiss}
            aria-label={words.dismiss}
            title={words.dismiss}
            onClick={() => setLater(true)}
          >
            <Icon shape="close" />
          </button>
        </div>
      ) : null}
    </div>
  );
}
