import { expect, it } from 'vitest';
import type { ProvenanceNode } from '../../../analysis/networks/provenance.ts';
import type { StageKind } from '../../../spec/recipe/stages.ts';
import { shownGain } from './shownGain.ts';

function node(kind: StageKind, n: number, children: readonly ProvenanceNode[] = []): ProvenanceNode {
  const advantage = { gain: { mean: 0.1, standardError: 0.01, n } };
  return { key: kind, group: { stages: [{ kind }] }, children, advantage } as unknown as ProvenanceNode;
}

it('shows a difference of two pairs or more, and of a cut only where nothing was made of it', () => {
  expect(shownGain(node('distil', 1))).toBeUndefined();
  expect(shownGain(node('distil', 2))?.gain.n).toBe(2);
  expect(shownGain(node('prune', 2))?.gain.n).toBe(2);
  expect(shownGain(node('prune', 2, [node('distil', 2)]))).toBeUndefined();
  expect(shownGain(node('distil', 2, [node('prune', 2)]))?.gain.n).toBe(2);
});
