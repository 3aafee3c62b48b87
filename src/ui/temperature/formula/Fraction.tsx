import type { ReactNode } from 'react';
import unseen from '../../unseen.module.css';
import styles from './formula.module.css';

/** One thing over another; read aloud as a division. */
export function Fraction({ over, under }: { readonly over: ReactNode; readonly under: ReactNode }) {
  return (
    <span className={styles.fraction}>
      <span>{over}</span>
      <span className={unseen.unseen}> / </span>
      <span>{under}</span>
    </span>
  );
}
