import { useCallback } from 'react';
import { actOf } from '../../analysis/networks/act.ts';
import type { NetworkGroup } from '../../analysis/networks/groups.ts';
import { percentSpread } from '../results/format.ts';
import { useLateWords } from '../text/late.ts';
import { useSay } from '../text/useSay.ts';

export interface NetworkNames {
  /** What made it: "keeping 50 % of the channels". */
  readonly act: (group: NetworkGroup) => string;
  /** With its family: "CNN: keeping 50 % of the channels". */
  readonly title: (group: NetworkGroup) => string;
  /** "91.2 ± 0.4 %"; undefined where it was not measured. */
  readonly accuracy: (group: NetworkGroup) => string | undefined;
  /** All of it, for who cannot see where it stands. */
  readonly full: (group: NetworkGroup, from: NetworkGroup | undefined, children: number) => string;
}

export function useNetworkNames(): NetworkNames {
  const words = useLateWords('networks');
  const say = useSay();
  const act = useCallback(
    (group: NetworkGroup) => {
      const teacher = group.networks[0]?.teacher;
      if (teacher?.source === 'shipped') return words.shippedTeacher;
      if (teacher) return teacher.source === 'file' ? words.openedTeacher : words.trainedTeacher;
      const sentence = actOf(group);
      return sentence === undefined ? words.unknownAct : say(sentence);
    },
    [words, say],
  );
  const accuracy = (group: NetworkGroup) =>
    group.quantities.accuracy && `${percentSpread(group.quantities.accuracy)}\u2009%`;
  return {
    ...{ act, accuracy },
    title: (group) => `${group.label}: ${act(group)}`,
    full: (group, from, children) =>
      words.node({
        ...{ label: group.label, act: act(group), from: from?.label, accuracy: accuracy(group), children },
        runs: group.networks.length,
      }),
  };
}
