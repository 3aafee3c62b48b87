import type { ReactNode } from 'react';
import { useLateWords } from '../../text/late.ts';
import styles from './formula.module.css';
import { usePointing } from './term.ts';

/** Formulas with the numbers of the moment in them, and a line that says what the part under the pointer is. */
export function Formula({ children }: { readonly children: ReactNode }) {
  const { term, explained } = usePointing();
  const text = useLateWords('temperature');
  return (
    <div className={styles.formula}>
      <div className={styles.written}>{children}</div>
      <p className={styles.explained} data-control="explained" aria-hidden="true">
        {term ? (explained[term] ?? text.terms[term]) : text.pointAt}
      </p>
    </div>
  );
}
