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
  readonly fold?: { readonly nodes: readonly ProvenanceNode[]; readonly open: boolean };
}

/** A chain of more is folded between its first and its last. */
export const longestChain = 4;

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
  /** The node, or the fold that stands before it. */
  const below = (node: ProvenanceNode): TreeItem => {
    const chain = chainFrom(node);
    const [first, last] = [chain[0], chain.at(-1)];
    if (chain.length <= longestChain || !first || !last || chain.some(({ key }) => key === previewOf))
      return itemOf(node);
    const hidden = chain.slice(1, -1);
    const key = `fold\n${hidden[0]?.key}`;
    const isOpen = open.has(key) || hidden.some((one) => shown.has(one.key));
    const end = itemOf(last);
    const unfolded = hidden.reduceRight<TreeItem>(
      (child, one) => ({ key: one.key, kind: 'network', node: one, children: [child] }),
      end,
    );
    return {
      ...{ key: first.key, kind: 'network', node: first },
      children: [
        {
          ...{ key, kind: 'fold', node: undefined, fold: { nodes: hidden, open: isOpen } },
          children: [isOpen ? unfolded : end],
        },
      ],
    };
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

const kindOf = ({ group }: ProvenanceNode) => group?.stages.at(-1)?.kind;

/** From a node on: those that are each the only child of the one before, by the same kind of stage. */
function chainFrom(node: ProvenanceNode): readonly ProvenanceNode[] {
  const chain = [node];
  const kind = kindOf(node);
  if (kind === undefined) return chain;
  for (let one = node; one.children.length === 1; ) {
    const [next] = one.children;
    if (!next || kindOf(next) !== kind) break;
    chain.push(next);
    one = next;
  }
  return chain;
}
