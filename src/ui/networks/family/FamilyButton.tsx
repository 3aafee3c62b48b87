import { useState } from 'react';
import { familyOf } from '../../../analysis/networks/family.ts';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { asProblem } from '../../../lang/problem.ts';
import { useLabActions } from '../../../state/lab/useLab.ts';
import { bytesText } from '../../quantities.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import styles from '../networks.module.css';
import own from './family.module.css';

/** Writes the chosen network, all that it was made of and all that was made of it, as one zip. */
export function FamilyButton({
  groups,
  chosen,
}: {
  readonly groups: readonly NetworkGroup[];
  readonly chosen: NetworkGroup;
}) {
  const words = useLateWords('family');
  const say = useSay();
  const { exportFamily } = useLabActions();
  const [told, setTold] = useState<string>();
  const [making, setMaking] = useState(false);
  const ids = new Set(familyOf(groups, chosen.key));
  const members = groups.flatMap(({ networks }) => networks.filter(({ id }) => ids.has(id)));
  const bytes = members.reduce((sum, { fileBytes }) => sum + fileBytes, 0);
  const take = async () => {
    setMaking(true);
    setTold(undefined);
    try {
      const { name, blob, networks, leftOut } = await exportFamily([...ids]);
      save(name, blob);
      setTold(words.familySaved(name, networks, bytesText(blob.size), leftOut));
    } catch (thrown) {
      const { what, fix } = asProblem(thrown);
      setTold(`${say(what)} ${say(fix)}`);
    }
    setMaking(false);
  };
  const damaged = chosen.networks.some((network) => network.damaged);
  const files = [...new Set(chosen.networks.flatMap(({ imported }) => imported ?? []))];
  return (
    <div className={own.family}>
      {damaged ? <p className={styles.refused}>{words.damaged([chosen.label])}</p> : null}
      {files.length > 0 ? <p className={styles.quiet}>{words.wasImported(files.join(', '))}</p> : null}
      <button type="button" aria-disabled={making} onClick={() => making || void take()}>
        {words.takeFamily}
      </button>
      <p className={styles.quiet}>{words.familyHelp(members.length, bytesText(bytes))}</p>
      <p role="status" className={styles.quiet}>
        {making ? words.making : told}
      </p>
    </div>
  );
}

function save(name: string, blob: Blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // A large file is read for as long as it is written.
  setTimeout(() => URL.revokeObjectURL(link.href), 10 * 60_000);
}
