import type { ReactNode } from 'react';
import { useLateWords } from '../../text/late.ts';
import styles from './formula.module.css';
import { type TermName, usePointing } from './term.ts';

/** A part of a formula that says what it is when a pointer, the keyboard or a finger is on it. */
export function Term({
  name,
  off = false,
  children,
}: {
  readonly name: TermName;
  /** Struck out: it stands there and does not count. */
  readonly off?: boolean;
  readonly children: ReactNode;
}) {
  const { term, point, explained } = usePointing();
  const text = useLateWords('temperature');
  return (
    <button
      type="button"
      className={styles.term}
      data-lit={term === name ? '' : undefined}
      data-off={off ? '' : undefined}
      data-name={name}
      aria-description={explained[name] ?? text.terms[name]}
      onPointerEnter={() => point(name)}
      onPointerLeave={(event) => {
        if (event.pointerType === 'mouse') point(undefined);
      }}
      onFocus={() => point(name)}
      onBlur={() => point(undefined)}
      onClick={() => point(name)}
    >
      {children}
    </button>
  );
}
