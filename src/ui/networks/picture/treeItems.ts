/**
 * The nodes of the drawn tree: networks, teachers that are not kept, what stands for a folded chain, and what was only asked for.
 */
import type { ProvenanceNode } from '../../../analysis/networks/provenance.ts';

export interface TreeItem {
  readonly key: string;
  readonly kind: 'network' | 'teacher' | 'fold' | 'preview';
  /** Undefined for a fold and a preview. */
  readonly node: ProvenanceNode | undefined;
  readonly children: readonly TreeItem[];
  /** Of a fold: what stands in it, and whether it is open. */
  readonly fold?: Fold & { readonly open: boolean };
}

interface Fold {
  readonly nodes: readonly ProvenanceNode[];
  /** How many stages a level has, by which the kinds of the chain repeat. */
  readonly period: number;
}

/** A chain is folded between its first level and its last where that puts more than as many out of sight. */
export const mostUnfolded = 2;

/** Stages of a level that repeats, as pruned, rewound and trained again. */
const longestPeriod = 4;

/**
 * @param open keys of folds that were opened
 * @param shown keys of groups that are never folded away
 * @param previewOf the group under which something that was asked for stands
 */
export function treeItems(
  roots: readonly ProvenanceNode[],
  open: ReadonlySet<string>,
  shown: ReadonlySet<string>,
  previewOf: string | undefined,
): readonly TreeItem[] {
  const itemOf = (node: ProvenanceNode): TreeItem => {
    const hollow: readonly TreeItem[] =
      node.key === previewOf ? [{ key: 'preview', kind: 'preview', node: undefined, children: [] }] : [];
    return {
      ...{ key: node.key, kind: node.group ? 'network' : 'teacher', node },
      children: [...hollow, ...node.children.map(below)],
    };
  };
  /** The node, or the chain of levels that begins with it, folded between its first and its last. */
  const below = (node: ProvenanceNode): TreeItem => {
    const { chain, period } = repeatsFrom(node);
    const hidden = chain.slice(period, -period);
    const last = chain.at(-1);
    if (hidden.length <= mostUnfolded || !last || chain.some(({ key }) => key === previewOf))
      return itemOf(node);
    const key = `fold\n${hidden[0]?.key}`;
    const isOpen = open.has(key) || hidden.some((one) => shown.has(one.key));
    const end = inARow(chain.slice(-period, -1), itemOf(last));
    const fold: TreeItem = {
      ...{ key, kind: 'fold', node: undefined, fold: { nodes: hidden, period, open: isOpen } },
      children: [isOpen ? inARow(hidden, end) : end],
    };
    return inARow(chain.slice(0, period), fold);
  };
  return roots.map(itemOf);
}

/** Keys of what stands in folds that are not open. */
export function foldedAway(items: readonly TreeItem[]): ReadonlySet<string> {
  const keys = new Set<string>();
  const visit = ({ fold, children }: TreeItem): void => {
    if (fold && !fold.open) for (const { key } of fold.nodes) keys.add(key);
    children.forEach(visit);
  };
  items.forEach(visit);
  return keys;
}

/** Each made of the one before, and `end` of the last. */
const inARow = (nodes: readonly ProvenanceNode[], end: TreeItem): TreeItem =>
  nodes.reduceRight<TreeItem>(
    (child, node) => ({ key: node.key, kind: 'network', node, children: [child] }),
    end,
  );

const kindOf = ({ group }: ProvenanceNode) => group?.stages.at(-1)?.kind;

/**
 * From a node on, those that are each the only child of the one before, as far as the kinds of their stages repeat: one kind
 * again and again, or levels of several such as prune and distil. Of several ways to see levels, the one that leaves the fewest
 * beside them.
 */
function repeatsFrom(node: ProvenanceNode): {
  readonly chain: readonly ProvenanceNode[];
  readonly period: number;
} {
  const line = [node];
  for (let one = node; one.children.length === 1; ) {
    const [next] = one.children;
    if (!next || kindOf(next) === undefined) break;
    line.push(next);
    one = next;
  }
  const kinds = line.map(kindOf);
  let best = { chain: [node], period: 1 };
  if (kinds[0] === undefined) return best;
  for (let period = 1; period <= longestPeriod; period++) {
    const end = kinds.findIndex((kind, i) => i >= period && kind !== kinds[i - period]);
    const chain = line.slice(0, end < 0 ? line.length : end);
    if (chain.length - 2 * period > best.chain.length - 2 * best.period) best = { chain, period };
  }
  return best;
}
