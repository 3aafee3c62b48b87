/**
 * Which network was made of which: trees of groups of kept networks.
 */
import { type Advantage, advantage, questionsOf, waysOf } from './arms.ts';
import { isTeacher, makerOf, makersOf, type NetworkGroup, teacherKey } from './groups.ts';
import { sweepOf } from './sweeps.ts';

/** Of each list once: whoever asks about hundreds of networks asks again with every one that is chosen. */
function onceEach<Value>(
  make: (groups: readonly NetworkGroup[]) => Value,
): (groups: readonly NetworkGroup[]) => Value {
  const known = new WeakMap<readonly NetworkGroup[], { readonly value: Value }>();
  return (groups) => {
    const found = known.get(groups) ?? { value: make(groups) };
    known.set(groups, found);
    return found.value;
  };
}

export interface ProvenanceNode {
  readonly key: string;
  /** Undefined for a teacher that is not kept. */
  readonly group: NetworkGroup | undefined;
  /** A teacher's name. */
  readonly name: string;
  readonly children: readonly ProvenanceNode[];
  /** What it was made of is not kept any more. */
  readonly orphan: boolean;
  /** Of an arm of a question, but for the first, which may stand under another parent. */
  readonly advantage?: Advantage;
  /** Of an arm: the first of them. */
  readonly firstArm?: string;
}

/**
 * The trees. A group is made of the one that has a parent of any of its networks; what has none stands under its teacher, kept
 * or not. Arms of one question are next to each other.
 *
 * @param groups latest first
 * @param nameOf what the teacher of a group is called, where it is not kept
 */
export function provenance(
  groups: readonly NetworkGroup[],
  nameOf: (group: NetworkGroup) => string,
): readonly ProvenanceNode[] {
  const parents = parentsOf(groups);
  /** Names a teacher that is not kept: nobody knows whether another family's of the same name is the same. */
  const missing = (group: NetworkGroup) => {
    const [first] = group.networks;
    const isOthers = first?.imported !== undefined && !first.shipped;
    return isOthers ? `${nameOf(group)}\n${makerOf(first)}` : nameOf(group);
  };
  const children = new Map<NetworkGroup | string, NetworkGroup[]>();
  for (const group of groups) {
    const over = parents.get(group) ?? (isTeacher(group) ? undefined : missing(group));
    if (over === undefined) continue;
    const siblings = children.get(over);
    if (siblings) siblings.push(group);
    else children.set(over, [group]);
  }
  const ids = new Set(groups.flatMap(({ networks }) => networks.map(({ id }) => id)));
  const orphan = (group: NetworkGroup) =>
    parents.get(group) === undefined &&
    group.networks.some(({ parent }) => parent !== undefined && !ids.has(parent));
  const firstWay = new Map(
    waysOf(groups, parents).flatMap((arms) => arms.flatMap((group) => (arms[0] ? [[group, arms[0]]] : []))),
  );
  const below = (of: NetworkGroup | string): readonly ProvenanceNode[] =>
    questionsOf(children.get(of) ?? []).flatMap((arms) => {
      const [firstHere, ...others] = arms;
      return arms.map((group) => {
        const way = firstWay.get(group);
        const first = way ?? firstHere;
        const over = first && group !== first ? advantage(group, first, way !== undefined) : undefined;
        return {
          ...nodeOf(group),
          ...(over ? { advantage: over } : {}),
          ...(first && (way || others.length > 0) ? { firstArm: first.key } : {}),
        };
      });
    });
  const nodeOf = (group: NetworkGroup): ProvenanceNode => ({
    ...{ key: group.key, group, name: group.label },
    ...{ children: below(group), orphan: orphan(group) },
  });
  const begun = new Set<string>();
  return groups.flatMap((group): readonly ProvenanceNode[] => {
    if (parents.get(group)) return [];
    if (isTeacher(group)) return [nodeOf(group)];
    const teacher = missing(group);
    if (begun.has(teacher)) return [];
    begun.add(teacher);
    const [key, name, children] = [`teacher\n${teacher}`, nameOf(group), below(teacher)];
    return [{ key, group: undefined, name, children, orphan: false }];
  });
}

/** What each was made of, or learned from, as far as that is kept; nothing is its own ancestor. */
export const parentsOf: (groups: readonly NetworkGroup[]) => ReadonlyMap<NetworkGroup, NetworkGroup> =
  onceEach((groups) => {
    const holder = new Map(groups.flatMap((group) => group.networks.map(({ id }) => [id, group] as const)));
    const teacherOf = teacherLookup(groups);
    const found = new Map<NetworkGroup, NetworkGroup>();
    for (const group of groups) {
      const made = group.networks
        .map(({ parent }) => (parent === undefined ? undefined : holder.get(parent)))
        .find((one) => one !== undefined && one !== group);
      const begins = group.networks.every(({ parent }) => parent === undefined);
      const parent = made ?? (begins ? teacherOf(group) : undefined);
      if (parent) found.set(group, parent);
    }
    /** A stage that changes nothing may give bytes that are kept already, so that groups come after each other in a circle. */
    const comesAfterItself = (group: NetworkGroup) => {
      const seen = new Set<NetworkGroup>();
      for (let one = found.get(group); one && !seen.has(one); one = found.get(one)) {
        if (one === group) return true;
        seen.add(one);
      }
      return false;
    };
    return new Map([...found].filter(([group]) => !comesAfterItself(group)));
  });

/** The file that comes with the lab is the same everywhere. */
const isShippedKey = (key: string) => key.startsWith('shipped ');

/** Finds the kept network that taught a group; undefined where it is not kept, or the group is a teacher. */
export const teacherLookup: (
  groups: readonly NetworkGroup[],
) => (group: NetworkGroup) => NetworkGroup | undefined = onceEach((groups) => {
  const teachers = new Map<string, NetworkGroup>();
  for (const group of groups) {
    const key = isTeacher(group) ? teacherKey(group) : undefined;
    if (key === undefined) continue;
    for (const maker of makersOf(group)) {
      if (!teachers.has(`${maker}\n${key}`)) teachers.set(`${maker}\n${key}`, group);
    }
    if (isShippedKey(key) && !teachers.has(key)) teachers.set(key, group);
  }
  /** Of files, of which a link does not say which: by the sweeps that they taught. */
  const ofFiles = new Map<string, NetworkGroup>();
  const nameOf = (maker: string, link: string, dataset: string) =>
    `${maker}\n${dataset}\n${sweepOf(link).link}`;
  for (const group of groups)
    for (const link of group.networks.flatMap(({ taught }) => taught ?? []))
      for (const maker of makersOf(group)) ofFiles.set(nameOf(maker, link, group.dataset), group);
  return (group) => {
    if (isTeacher(group)) return undefined;
    const [first] = group.networks;
    const [maker, key] = [first ? makerOf(first) : '', teacherKey(group)];
    if (key !== undefined) {
      return teachers.get(`${maker}\n${key}`) ?? (isShippedKey(key) ? teachers.get(key) : undefined);
    }
    const link = ofFiles.size > 0 ? first?.origin?.experiment : undefined;
    const found = link === undefined ? undefined : ofFiles.get(nameOf(maker, link, group.dataset));
    return found === group ? undefined : found;
  };
});
