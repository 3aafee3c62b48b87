import { usePageView } from '../../state/page/usePageView.ts';
import { Formula } from '../form/Formula.tsx';
import styles from './present.module.css';

/** The objective beside the still: before an audience the form that holds it is put away. */
export function StationFormula() {
  const present = usePageView((page) => page.present);
  return present ? (
    <div className={styles.formula}>
      <Formula />
    </div>
  ) : null;
}
