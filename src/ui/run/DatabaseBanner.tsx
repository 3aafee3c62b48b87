import type { DatabaseTrouble } from '../../base/databaseTroubles.ts';
import { ReloadButton } from '../reach/Boundary.tsx';
import { useLateWords } from '../text/late.ts';
import styles from './Banners.module.css';

/** Another tab is in the way of what this browser keeps: it goes away when the tab does. */
export function DatabaseBanner({ trouble }: { readonly trouble: DatabaseTrouble }) {
  const { what, fix } = useLateWords('storage')[trouble];
  return (
    <div className={`${styles.banner} ${styles.warning}`} data-storage={trouble}>
      <div className={styles.body}>
        <div className={styles.text}>
          <p className={styles.what}>{what}</p>
          <p>{fix}</p>
        </div>
        {trouble === 'newer' ? <ReloadButton /> : null}
      </div>
    </div>
  );
}
