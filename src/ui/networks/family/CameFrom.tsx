import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { useLateWords } from '../../text/late.ts';
import styles from '../networks.module.css';

/** That a network is damaged, or came from another browser. */
export function CameFrom({ group }: { readonly group: NetworkGroup }) {
  const words = useLateWords('family');
  const damaged = group.networks.some((network) => network.damaged);
  const files = [...new Set(group.networks.flatMap(({ imported }) => imported ?? []))];
  return (
    <>
      {damaged ? <p className={styles.refused}>{words.damaged([group.label])}</p> : null}
      {files.length > 0 ? <p className={styles.quiet}>{words.wasImported(files.join(', '))}</p> : null}
    </>
  );
}
