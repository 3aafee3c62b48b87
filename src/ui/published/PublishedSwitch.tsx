import { useWords } from '../text/useWords.ts';
import { useViewState } from '../viewState.ts';
import styles from './published.module.css';
import { showsPublished } from './usePublishedSweep.ts';

/** Puts the published curves behind ours, and takes them away. */
export function PublishedSwitch() {
  const words = useWords('published');
  const [isShown, show] = useViewState(showsPublished);
  return (
    <label className={styles.switch}>
      <input type="checkbox" checked={isShown} onChange={(event) => show(event.target.checked)} />
      {words.switch}
    </label>
  );
}
