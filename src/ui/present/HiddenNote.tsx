import { usePageView } from '../../state/page/usePageView.ts';
import { useWords } from '../text/useWords.ts';
import styles from './present.module.css';

/** Nobody should search for what is only out of sight. While presenting, a key does the same. */
export function HiddenNote() {
  const text = useWords('present');
  const hidden = usePageView((page) => (page.present ? 0 : page.hide.length));
  const show = usePageView((page) => page.show);
  if (hidden === 0) return null;
  return (
    <p className={styles.note}>
      {text.hidden(hidden)}{' '}
      <button type="button" onClick={() => show({ hide: [] })}>
        {text.showAll}
      </button>
    </p>
  );
}
