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
import { saveFile } from './saveFile.ts';

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
      saveFile(name, blob);
      setTold(words.familySaved(name, networks, bytesText(blob.size), leftOut));
    } catch (thrown) {
      const { what, fix } = asProblem(thrown);
      setTold(`${say(what)} ${say(fix)}`);
    }
    setMaking(false);
  };
  return (
    <div className={own.family}>
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
