import { usePageView } from '../../state/page/usePageView.ts';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../text/useWords.ts';
import styles from './present.module.css';

/** The way into presenting for who does not know the link; the way out is in the presentation's footer. */
export function PresentButton() {
  const text = useWords('present');
  const present = usePageView((page) => page.present);
  const show = usePageView((page) => page.show);
  if (present) return null;
  return (
    <button
      type="button"
      className={styles.present}
      title={text.presentLong}
      aria-label={text.present}
      data-control="present"
      onClick={() => show({ present: true })}
    >
      <Icon shape="present" />
      <span>{text.present}</span>
    </button>
  );
}
