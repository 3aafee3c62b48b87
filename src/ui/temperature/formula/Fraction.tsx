import type { ReactNode } from 'react';
import styles from './formula.module.css';

/** One thing over another; read aloud as a division. */
export function Fraction({ over, under }: { readonly over: ReactNode; readonly under: ReactNode }) {
  return (
    <span className={styles.fraction}>
      <span>{over}</span>
      <span className={styles.hidden}> / </span>
      <span>{under}</span>
    </span>
  );
}
