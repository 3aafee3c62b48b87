import { useEffect, useState } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { useLabActions } from '../../../state/lab/useLab.ts';

/**
 * Whether stages that are added to these networks go on from their weights; undefined until it is known. Where that cannot be
 * found out they do not: starting from the weights themselves trains nothing again.
 */
export function useContinues({ networks }: NetworkGroup, able: boolean): boolean | undefined {
  const { continues } = useLabActions();
  const ids = networks.map(({ id }) => id).join(' ');
  const [known, setKnown] = useState<{ readonly ids: string; readonly continues: boolean }>();
  useEffect(() => {
    if (!able) return;
    let left = false;
    continues(ids.split(' ')).then(
      (answer) => left || setKnown({ ids, continues: answer }),
      () => left || setKnown({ ids, continues: false }),
    );
    return () => {
      left = true;
    };
  }, [ids, able, continues]);
  return known?.ids === ids ? known.continues : undefined;
}
