/**
 * Who belongs together among kept networks, and who makes room for whom.
 */
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import type { NetworkGroup } from './groups.ts';
import { parentsOf } from './provenance.ts';

/**
 * A group with all that it was made of and all that was made of it, each over its runs: ids of networks, ancestors first.
 *
 * @param key of the group; empty where there is none of that key
 */
export function familyOf(groups: readonly NetworkGroup[], key: string): readonly string[] {
  const parents = parentsOf(groups);
  const lineOf = (group: NetworkGroup): readonly NetworkGroup[] => {
    const line: NetworkGroup[] = [];
    for (let one = parents.get(group); one && !line.includes(one); one = parents.get(one)) line.unshift(one);
    return line;
  };
  const chosen = groups.find((group) => group.key === key);
  if (!chosen) return [];
  const descendants = groups
    .map((group) => ({ group, line: lineOf(group) }))
    .filter(({ line }) => line.includes(chosen))
    .sort((a, b) => a.line.length - b.line.length);
  const family = [...lineOf(chosen), chosen, ...descendants.map(({ group }) => group)];
  return family.flatMap(({ networks }) => networks.map(({ id }) => id));
}

/** What takes room here, the longest untouched first: the first of them that is not pinned goes first. */
export const longestUntouchedFirst = (networks: readonly KeptNetworkCard[]): readonly KeptNetworkCard[] =>
  networks
    .filter(({ touchedAt }) => touchedAt !== undefined)
    .sort((a, b) => (a.touchedAt ?? 0) - (b.touchedAt ?? 0));
