/**
 * Networks that one is first compared with: what it was made of, what else was made of that, and the teacher.
 */
import { isTeacher, type NetworkGroup, teacherKey } from './groups.ts';
import { placed, provenance } from './provenance.ts';

export interface Kin {
  /** What it was made of, where that is no teacher. */
  readonly parent: NetworkGroup | undefined;
  /** Made of the same network, or of the same teacher. */
  readonly siblings: readonly NetworkGroup[];
  readonly teacher: NetworkGroup | undefined;
}

/** @param groups all among which they are looked for */
export function kinOf(group: NetworkGroup, groups: readonly NetworkGroup[]): Kin {
  const nodes = placed(provenance(groups));
  const above = nodes.find((node) => node.group === group)?.parent?.group;
  const key = isTeacher(group) ? undefined : teacherKey(group);
  return {
    parent: above && isTeacher(above) ? undefined : above,
    siblings: above
      ? nodes.filter((node) => node.group !== group && node.parent?.group === above).map((node) => node.group)
      : [],
    teacher: key === undefined ? undefined : groups.find((one) => isTeacher(one) && teacherKey(one) === key),
  };
}

/** Whether `child` was made of `parent`, or distilled from it, in one stage or several. */
export function comesFrom(
  child: NetworkGroup,
  parent: NetworkGroup,
  groups: readonly NetworkGroup[],
): boolean {
  const node = placed(provenance(groups)).find(({ group }) => group === child);
  for (let above = node?.parent; above; above = above.parent) if (above.group === parent) return true;
  return kinOf(child, groups).teacher === parent;
}
