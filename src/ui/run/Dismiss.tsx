import { Icon } from '../shell/Icon.tsx';
import styles from './Banners.module.css';

/** The cross of a banner. */
export function Dismiss({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" className={styles.dismiss} aria-label={label} title={label} onClick={onClick}>
      <Icon shape="close" />
    </button>
  );
}
