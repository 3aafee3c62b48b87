import styles from './App.module.css';
import { useWords } from './text/useWords.ts';

/** Takes the room of what is being loaded, so that nothing jumps. */
export function Waiting({ tall = false }: { readonly tall?: boolean }) {
  const { shell } = useWords('page');
  return (
    <p className={tall ? `${styles.waiting} ${styles.tall}` : styles.waiting} role="status">
      {shell.loading}
    </p>
  );
}
