import type { Advantage } from '../../../analysis/networks/arms.ts';
import type { ProvenanceNode } from '../../../analysis/networks/provenance.ts';

/**
 * The difference that the tree shows between arms of a question: none of one pair, which allows no claim, and none of networks
 * that were cut and not yet trained again, where something was made of them.
 */
export function shownGain(node: ProvenanceNode | undefined): Advantage | undefined {
  const one = node?.advantage;
  if (!node || !one || one.gain.n < 2) return undefined;
  const isTrained = node.group?.stages.at(-1)?.kind === 'distil';
  return isTrained || node.children.length === 0 ? one : undefined;
}
