import { describe, expect, it } from 'vitest';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import type { ProvenanceNode } from '../../../analysis/networks/provenance.ts';
import type { StageKind } from '../../../spec/recipe/stages.ts';
import { mostUnfolded, type TreeItem, treeItems } from './treeItems.ts';
import { fork, largest, type Place, treePlan } from './treePlan.ts';
import { treeWalk } from './walk.ts';

function node(key: string, kind: StageKind, children: readonly ProvenanceNode[] = []): ProvenanceNode {
  const group = { key, stages: [{ kind }] } as unknown as NetworkGroup;
  return { ...{ key, group, name: key, children, orphan: false } };
}
const chain = (length: number, kind: StageKind): ProvenanceNode =>
  node(`${kind}${length}`, kind, length > 1 ? [chain(length - 1, kind)] : []);
const teacher = (children: readonly ProvenanceNode[]): ProvenanceNode => ({
  ...{ key: 'teacher', group: undefined, name: 'T', children, orphan: false },
});
const items = (roots: readonly ProvenanceNode[], open = new Set<string>(), shown = new Set<string>()) =>
  treeItems(roots, open, shown, undefined);
const keys = (given: readonly TreeItem[]): readonly string[] =>
  given.flatMap(({ key, children }) => [key, ...keys(children)]);
const placeOf = (places: readonly Place[], key: string) => {
  const found = places.find(({ item }) => item.key === key);
  if (!found) throw new Error(`${key} has no place`);
  return found;
};

const longestChain = 2 + mostUnfolded;

describe('a chain of one kind of stage', () => {
  it('is folded between its first and its last where it is long', () => {
    expect(keys(items([teacher([chain(longestChain, 'prune')])]))).toHaveLength(1 + longestChain);
    const long = [teacher([chain(7, 'prune')])];
    expect(keys(items(long))).toEqual(['teacher', 'prune7', 'fold\nprune6', 'prune1']);
    expect(items(long)[0]?.children[0]?.children[0]?.fold).toMatchObject({
      open: false,
      nodes: [{ key: 'prune6' }, { key: 'prune5' }, { key: 'prune4' }, { key: 'prune3' }, { key: 'prune2' }],
    });
  });

  it('is unfolded where it was opened, or something in it is selected', () => {
    const long = [teacher([chain(7, 'prune')])];
    const all = ['prune6', 'prune5', 'prune4', 'prune3', 'prune2'];
    for (const given of [items(long, new Set(['fold\nprune6'])), items(long, new Set(), new Set(['prune4']))])
      expect(keys(given)).toEqual(['teacher', 'prune7', 'fold\nprune6', ...all, 'prune1']);
  });

  it('ends at another kind, and where there are several children', () => {
    const mixed = [
      node('a', 'prune', [
        node('b', 'distil', [node('c', 'prune', [node('d', 'distil', [chain(3, 'prune')])])]),
      ]),
    ];
    expect(keys(items(mixed)).some((key) => key.startsWith('fold'))).toBe(false);
  });
});

/** Each made of the one before, by these stages: `a0`, `a1`, … */
const row = (kinds: readonly StageKind[]): readonly ProvenanceNode[] =>
  kinds.reduceRight<readonly ProvenanceNode[]>(
    (children, kind, i) => [node(`${kind}${i}`, kind, children)],
    [],
  );
const times = (count: number, level: readonly StageKind[]) =>
  Array.from({ length: count }, () => level).flat();

describe('a chain of levels of the same stages', () => {
  it('is folded between its first level and its last, whatever comes before', () => {
    const roots = [teacher(row(['distil', ...times(4, ['prune', 'distil'])]))];
    // The student's own training is as the last stage of a level, and begins the first: levels of distil and prune, and one over.
    expect(keys(items(roots))).toEqual([
      ...['teacher', 'distil0', 'prune1', 'fold\ndistil2', 'prune7', 'distil8'],
    ]);
    expect(items(roots)[0]?.children[0]?.children[0]?.children[0]?.fold).toMatchObject({
      ...{ period: 2, open: false },
      nodes: [2, 3, 4, 5, 6].map((i) => ({ key: `${i % 2 ? 'prune' : 'distil'}${i}` })),
    });
    expect(keys(items([teacher(row(['quantise', ...times(4, ['prune', 'distil'])]))]))).toEqual([
      ...['teacher', 'quantise0', 'prune1', 'distil2', 'fold\nprune3', 'prune7', 'distil8'],
    ]);
  });

  it('may have three stages, and stays whole where little would be hidden', () => {
    const level: readonly StageKind[] = ['prune', 'quantise', 'distil'];
    expect(keys(items(row(times(2, level))))).toHaveLength(6);
    expect(keys(items([teacher(row(times(3, level)))]))).toEqual([
      ...['teacher', 'prune0', 'quantise1', 'distil2', 'fold\nprune3', 'prune6', 'quantise7', 'distil8'],
    ]);
    expect(keys(items([teacher(row(times(3, ['prune', 'distil'])))]))).toHaveLength(7);
  });

  it('is unfolded where something in it is selected', () => {
    const roots = [teacher(row(times(5, ['prune', 'distil'])))];
    const all = times(5, ['prune', 'distil']).map((kind, i) => `${kind}${i}`);
    expect(keys(items(roots, new Set(), new Set(['distil5'])))).toEqual([
      ...['teacher', ...all.slice(0, 2), 'fold\nprune2', ...all.slice(2)],
    ]);
  });
});

/** A teacher with `arms` students, and of each a chain of `deep` stages of changing kinds. */
function family(arms: number, deep: number): readonly ProvenanceNode[] {
  const kinds: readonly StageKind[] = ['prune', 'distil', 'quantise'];
  const below = (name: string, level: number): readonly ProvenanceNode[] =>
    level > deep ? [] : [node(`${name}.${level}`, kinds[level % 3] ?? 'prune', below(name, level + 1))];
  return [teacher(Array.from({ length: arms }, (_, i) => node(`${i}`, 'distil', below(`${i}`, 1))))];
}

describe('the tree', () => {
  it.each([
    [47, 1, 'across'],
    [47, 3, 'across'],
    [64, 5, 'across'],
    [47, 9, 'outline'],
    [21, 1, 'outline'],
    [21, 12, 'outline'],
  ] as const)('fits into %s rem with %s stages after the first: %s', (width, deep, shape) => {
    const plan = treePlan(items(family(3, deep)), width);
    expect(plan.shape).toBe(shape);
    expect(plan.width).toBeLessThanOrEqual(width);
    for (const { x, y, words, parent } of plan.places) {
      const [left, right] =
        shape === 'outline' ? [x - 0.7, x + 1 + words] : [x - largest / 2 - words, x + largest / 2];
      expect(left).toBeGreaterThanOrEqual(-0.01);
      expect(right).toBeLessThanOrEqual(width + 0.01);
      expect(words).toBeGreaterThan(4);
      expect(y).toBeLessThan(plan.height);
      // Words begin after the lines have parted: no line is behind them.
      if (parent && shape === 'across') expect(left).toBeGreaterThan(parent.x + fork);
    }
  });

  it('leaves rows apart, in columns by stages, and 300 networks keep theirs', () => {
    const { places, lines } = treePlan(items(family(75, 3)), 60);
    expect(places).toHaveLength(301);
    const columns = new Map<number, number[]>();
    for (const { x, y } of places) columns.set(x, [...(columns.get(x) ?? []), y]);
    expect(columns.size).toBe(5);
    for (const rows of columns.values()) {
      const sorted = rows.sort((a, b) => a - b);
      const gaps = sorted.slice(1).map((y, i) => y - (sorted[i] ?? 0));
      expect(Math.min(9, ...gaps)).toBeGreaterThan(2 * lines);
    }
  });

  it('says of each where it stands among what can be walked', () => {
    const { places } = treePlan(items(family(2, 1)), 60);
    expect(placeOf(places, '1')).toMatchObject({ level: 1, position: 2, siblings: 2 });
    expect(placeOf(places, '1.1')).toMatchObject({ level: 2, position: 1, siblings: 1 });
  });

  it('is walked by rows and along what was made of what', () => {
    const walk = treeWalk(treePlan(items(family(2, 1)), 60));
    expect(walk('0', 'right')).toBe('0.1');
    expect(walk('0.1', 'left')).toBe('0');
    // Its teacher is not kept: nothing to walk to.
    expect(walk('0', 'left')).toBeUndefined();
    expect([walk('0.1', 'down'), walk('1', 'up'), walk('1', 'first'), walk('0', 'last')]).toEqual([
      ...['1', '0.1', '0', '1.1'],
    ]);
    expect(walk('0', 'up')).toBeUndefined();
  });
});
