import { useWords } from '../text/useWords.ts';
import { useViewState } from '../viewState.ts';
import styles from './published.module.css';
import { showsPublished, useIsComparable, useShowsPublished } from './usePublishedSweep.ts';

/** Puts the published curves behind ours, and takes them away; there where they can be compared. */
export function PublishedSwitch() {
  const words = useWords('published');
  const isShown = useShowsPublished();
  const [, choose] = useViewState(showsPublished);
  if (!useIsComparable()) return null;
  return (
    <label className={styles.switch}>
      <input type="checkbox" checked={isShown} onChange={(event) => choose(event.target.checked)} />
      {words.switch}
    </label>
  );
}
