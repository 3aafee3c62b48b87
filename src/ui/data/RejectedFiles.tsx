import type { RejectedFile } from '../../protocol/records.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import styles from './RejectedFiles.module.css';

/** Every file that was left out, with its reason, folded away. */
export function RejectedFiles({ rejected }: { readonly rejected: readonly RejectedFile[] }) {
  const { data } = useWords('page');
  const say = useSay();
  if (rejected.length === 0) return <p className={styles.none}>{data.rejectedNone}</p>;
  return (
    <details className={styles.rejected}>
      <summary>{data.rejected(rejected.length)}</summary>
      <section className={styles.scroll} aria-label={data.rejected(rejected.length)}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{data.path}</th>
              <th scope="col">{data.reason}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map(({ path, reason }) => (
              <tr key={path}>
                <td>{path}</td>
                <td>{say(reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
