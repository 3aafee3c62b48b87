import { describe, expect, it } from 'vitest';
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import { runIdOf } from '../../protocol/runId.ts';
import { familyOf, longestUntouchedFirst } from './family.ts';
import { groupNetworks } from './groups.ts';

function network(
  id: string,
  more: Partial<KeptNetworkCard> & { readonly run?: number } = {},
): KeptNetworkCard {
  const { run = 1, ...told } = more;
  const origin = { experiment: '', dataset: 'insects', run: runIdOf({ alpha: 0.5 }, run), stage: 0 };
  return {
    ...{ id, label: 'CNN', recipe: id.replace(/\d$/, ''), measurements: {}, fileBytes: 1 },
    ...{ pinned: false, createdAt: 1, touchedAt: 1, origin, ...told },
  };
}

describe('the family of a network', () => {
  const groups = groupNetworks([
    network('root1'),
    network('root2', { run: 2 }),
    network('left1', { parent: 'root1' }),
    network('left2', { parent: 'root2', run: 2 }),
    network('right', { parent: 'root1' }),
    network('leaf', { parent: 'left1' }),
    network('alone'),
  ]);
  const of = (id: string) => {
    const key = groups.find(({ networks }) => networks.some((one) => one.id === id))?.key ?? '';
    return familyOf(groups, key);
  };

  it('is all that it was made of and all that was made of it, over every run, and no sibling', () => {
    expect(of('left1')).toEqual(['root1', 'root2', 'left1', 'left2', 'leaf']);
    expect(of('leaf')).toEqual(['root1', 'root2', 'left1', 'left2', 'leaf']);
    expect(of('right')).toEqual(['root1', 'root2', 'right']);
    expect([...of('root1')].sort()).toEqual(['leaf', 'left1', 'left2', 'right', 'root1', 'root2']);
    expect(of('alone')).toEqual(['alone']);
    expect(familyOf(groups, 'none')).toEqual([]);
  });
});

describe('a family that was imported', () => {
  it('is not one with the runs of this browser, and holds together by its parents', () => {
    const imported = 'family.zip';
    const groups = groupNetworks([
      network('root1'),
      network('root2', { run: 2, imported }),
      network('leaf', { parent: 'root2', imported }),
    ]);
    expect(groups.map(({ networks }) => networks.length)).toEqual([1, 1, 1]);
    const key = groups.find(({ networks }) => networks.some(({ id }) => id === 'leaf'))?.key ?? '';
    expect(familyOf(groups, key)).toEqual(['root2', 'leaf']);
  });
});

describe('the order in which networks go', () => {
  it('is that of their last use, and what takes no room is not in it', () => {
    const { touchedAt: _, ...shipped } = network('shipped');
    const networks = [
      network('late', { touchedAt: 5 }),
      network('pinned', { touchedAt: 1, pinned: true }),
      network('early', { touchedAt: 2 }),
      network('first pinned', { touchedAt: 0, pinned: true }),
      shipped,
    ];
    expect(longestUntouchedFirst(networks).map(({ id }) => id)).toEqual([
      'first pinned',
      'pinned',
      'early',
      'late',
    ]);
  });
});
