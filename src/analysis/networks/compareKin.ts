/**
 * Networks that one is first compared with: what it was made of, what else was made of that, the teacher, and what was made of it.
 */
import { isTeacher, type NetworkGroup } from './groups.ts';
import { parentsOf, teacherLookup } from './provenance.ts';

export interface Kin {
  /** What it was made of, where that is no teacher. */
  readonly parent: NetworkGroup | undefined;
  /** Made of the same network, or of the same teacher. */
  readonly siblings: readonly NetworkGroup[];
  readonly teacher: NetworkGroup | undefined;
  /** Made of it, or learned from it. */
  readonly children: readonly NetworkGroup[];
}

/** @param groups all among which they are looked for */
export function kinOf(group: NetworkGroup, groups: readonly NetworkGroup[]): Kin {
  const parents = parentsOf(groups);
  const above = parents.get(group);
  return {
    parent: above && isTeacher(above) ? undefined : above,
    siblings: above ? groups.filter((one) => one !== group && parents.get(one) === above) : [],
    teacher: isTeacher(group) ? undefined : teacherLookup(groups)(group),
    children: groups.filter((one) => parents.get(one) === group),
  };
}

/** Whether `child` was made of `parent`, or distilled from it, in one stage or several. */
export function comesFrom(
  child: NetworkGroup,
  parent: NetworkGroup,
  groups: readonly NetworkGroup[],
): boolean {
  const parents = parentsOf(groups);
  for (let above = parents.get(child); above; above = parents.get(above)) if (above === parent) return true;
  return kinOf(child, groups).teacher === parent;
}
