/**
 * What is said of every node, and how it looks: made anew when networks or words change, and not when another one is chosen.
 */
import { useMemo } from 'react';
import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import type { ProvenanceNode } from '../../../analysis/networks/provenance.ts';
import { verdictOverSeeds } from '../../../analysis/statistics.ts';
import type { CostName } from '../../../spec/pageView.ts';
import type { StageKind } from '../../../spec/recipe/stages.ts';
import { bytesText } from '../../quantities.ts';
import { useLateWords } from '../../text/late.ts';
import { costText } from '../costs.ts';
import { useNetworkNames } from '../useNetworkNames.ts';
import type { LiveNetworks } from './liveNetworks.ts';
import { shownGain } from './shownGain.ts';

export interface MarkWords {
  readonly act: string;
  /** In the scatter: what tells it from others, which for one that was trained again is the cut before. */
  readonly name: string;
  readonly figures: string;
  readonly advantage: string | undefined;
  /** Its difference is told apart from 0. */
  readonly isTold: boolean;
  readonly said: string;
  readonly kind: StageKind | undefined;
}

const none: MarkWords = {
  ...{ act: '', name: '', figures: '', said: '' },
  ...{ advantage: undefined, isTold: false, kind: undefined },
};

/** @returns the words of a node by its key, put together when they are first wanted: of hundreds a dozen are in sight */
export function useMarks(roots: readonly ProvenanceNode[], live: LiveNetworks): (key: string) => MarkWords {
  const words = useLateWords('networks');
  const names = useNetworkNames();
  return useMemo(() => {
    const nodes = new Map<string, readonly [ProvenanceNode, ProvenanceNode | undefined]>();
    const visit = (node: ProvenanceNode, parent: ProvenanceNode | undefined) => {
      nodes.set(node.key, [node, parent]);
      for (const child of node.children) visit(child, node);
    };
    for (const root of roots) visit(root, undefined);
    const marks = new Map<string, MarkWords>();
    const wordsOf = (key: string): MarkWords => {
      const known = marks.get(key);
      if (known) return known;
      const [node, parent] = nodes.get(key) ?? [];
      const made = node?.group ? make(node, node.group, parent) : none;
      marks.set(key, made);
      return made;
    };
    const make = (
      node: ProvenanceNode,
      group: NetworkGroup,
      parent: ProvenanceNode | undefined,
    ): MarkWords => {
      const gain = shownGain(node);
      const { advantage: _hidden, ...without } = node;
      const own = gain ? node : without;
      const epoch = live.get(node.key)?.epoch;
      const now =
        epoch === undefined
          ? ''
          : [words.underWay, epoch > 0 ? words.atEpoch(epoch) : ''].filter(Boolean).join(', ');
      const again = parent?.group && group.stages.length > 1 && group.stages.at(-1)?.kind === 'distil';
      const act = isTeacher(group)
        ? names.label(group)
        : unbrokenUnits(
            parent?.group?.label === group.label
              ? names.brief(group)
              : `${names.label(group)}: ${names.brief(group)}`,
          );
      return {
        name: (again && parent.group && wordsOf(parent.key).name) || act,
        act,
        figures: [
          names.accuracy(group),
          now || (group.quantities.bytes && bytesText(group.quantities.bytes.mean)),
        ]
          .flatMap((part) => (part ? [unbroken(part)] : []))
          .join(' · '),
        advantage: names.advantage(own)?.replaceAll(' ± ', '\u00a0±\u00a0'),
        isTold: gain !== undefined && ['more', 'less'].includes(verdictOverSeeds(gain.gain)),
        said: [names.full(own, parent?.name, node.children.length), now].filter(Boolean).join(', '),
        kind: isTeacher(group) ? undefined : group.stages.at(-1)?.kind,
      };
    };
    return wordsOf;
  }, [roots, live, words, names]);
}

/** What is one line's. */
const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');

const unbrokenUnits = (text: string) => text.replaceAll(' %', '\u00a0%').replaceAll('α ', 'α\u00a0');

/** In the scatter: with what it costs. */
export const costSaid = (group: NetworkGroup, name: CostName, cost: string): string => {
  const value = group.quantities[name]?.mean;
  return value === undefined || name === 'bytes' ? '' : `${costText(name, value)} ${cost}`;
};
