/**
 * Which network was made of which: trees of groups of kept networks, and where their nodes stand in a drawing.
 */
import { isTeacher, type NetworkGroup, teacherKey } from './groups.ts';

export interface ProvenanceNode {
  readonly group: NetworkGroup;
  readonly children: readonly ProvenanceNode[];
  /** What it was made of is not kept any more. */
  readonly orphan: boolean;
}

/** A node of a tree drawn from left to right. */
export interface PlacedNode {
  readonly group: NetworkGroup;
  readonly orphan: boolean;
  readonly parent: PlacedNode | undefined;
  readonly children: number;
  /** From 0: how many kept networks are before it. */
  readonly level: number;
  /** From 0, from the top: each leaf has a row of its own, a parent stands in the middle of its first and last child. */
  readonly row: number;
}

/**
 * The trees, in the order of the groups. A group is made of the one that has a parent of any of its networks; what has none
 * stands under its teacher, where that is kept.
 */
export function provenance(groups: readonly NetworkGroup[]): readonly ProvenanceNode[] {
  const holder = new Map(groups.flatMap((group) => group.networks.map(({ id }) => [id, group] as const)));
  const teachers = new Map<string, NetworkGroup>();
  for (const group of groups) {
    const key = isTeacher(group) ? teacherKey(group) : undefined;
    if (key !== undefined && !teachers.has(key)) teachers.set(key, group);
  }
  const teacherOf = (group: NetworkGroup) => {
    const begins = !isTeacher(group) && group.networks.every(({ parent }) => parent === undefined);
    return begins ? teachers.get(teacherKey(group) ?? '') : undefined;
  };
  const found = new Map(
    groups.map((group) => {
      const parents = group.networks.map(({ parent }) =>
        parent === undefined ? undefined : holder.get(parent),
      );
      const made = parents.find((one) => one !== undefined && one !== group);
      return [group, made ?? teacherOf(group)] as const;
    }),
  );
  /** A stage that changes nothing may give bytes that are kept already, so that groups come after each other in a circle. */
  const comesAfterItself = (group: NetworkGroup) => {
    const seen = new Set<NetworkGroup>();
    for (let one = found.get(group); one && !seen.has(one); one = found.get(one)) {
      if (one === group) return true;
      seen.add(one);
    }
    return false;
  };
  const parentOf = (group: NetworkGroup) => (comesAfterItself(group) ? undefined : found.get(group));
  const children = new Map<NetworkGroup, NetworkGroup[]>();
  const roots: NetworkGroup[] = [];
  for (const group of groups) {
    const parent = parentOf(group);
    if (parent) children.set(parent, [...(children.get(parent) ?? []), group]);
    else roots.push(group);
  }
  const nodeOf = (group: NetworkGroup): ProvenanceNode => ({
    group,
    children: (children.get(group) ?? []).map(nodeOf),
    orphan:
      parentOf(group) === undefined &&
      group.networks.some(({ parent }) => parent !== undefined && !holder.has(parent)),
  });
  return roots.map(nodeOf);
}

/** Every node with its place, parents before their children, from top to bottom. */
export function placed(roots: readonly ProvenanceNode[]): readonly PlacedNode[] {
  let leaves = 0;
  const rowOf = new Map<ProvenanceNode, number>();
  const measure = (node: ProvenanceNode): number => {
    const rows = node.children.map(measure);
    const row = rows.length === 0 ? leaves++ : ((rows[0] ?? 0) + (rows.at(-1) ?? 0)) / 2;
    rowOf.set(node, row);
    return row;
  };
  for (const root of roots) measure(root);
  const place = (node: ProvenanceNode, parent: PlacedNode | undefined): readonly PlacedNode[] => {
    const { group, orphan, children } = node;
    const own: PlacedNode = {
      ...{ group, orphan, parent, children: children.length },
      level: parent ? parent.level + 1 : 0,
      row: rowOf.get(node) ?? 0,
    };
    return [own, ...children.flatMap((child) => place(child, own))];
  };
  return roots.flatMap((root) => place(root, undefined));
}

/** How many rows a drawing of these nodes has. */
export const rowsOf = (nodes: readonly PlacedNode[]): number =>
  nodes.filter(({ children }) => children === 0).length;
