import type { ReactNode } from 'react';
import { useTemperatureText } from '../../text/useTemperatureText.ts';
import styles from './formula.module.css';
import { usePointing } from './term.ts';

/** One formula in symbols and in the numbers of the moment, and a line that says what the part under the pointer is. */
export function Formula({ symbols, numbers }: { readonly symbols: ReactNode; readonly numbers: ReactNode }) {
  const { term } = usePointing();
  const text = useTemperatureText();
  return (
    <div className={styles.formula}>
      <div className={styles.written}>
        <p className={styles.symbols}>{symbols}</p>
        <p className={styles.numbers}>{numbers}</p>
      </div>
      <p className={styles.explained} aria-hidden="true">
        {term ? text.terms[term] : text.pointAt}
      </p>
    </div>
  );
}
