import { expect, it } from 'vitest';
import type { LayerRow } from '../../../protocol/networkInside.ts';
import { layerTotals, nextOrder, sortedLayers } from './layerSort.ts';

const row = (name: string, given: Partial<LayerRow>): LayerRow => ({
  ...{ name, kind: 'conv', form: 'dense', shape: [2, 2], output: [2, 4, 4] },
  ...{ parameters: 4, multiplyAdds: 64, kept: 1, bits: 32, sparsity: 0, bytes: 16 },
  ...given,
});
const rows = [
  row('layer10', { parameters: 9, shape: [3, 3] }),
  row('layer2', { bits: 8, sparsity: 0.5 }),
  row('bn', { kind: 'batchNorm', shape: [2], multiplyAdds: 0, bytes: 32 }),
];
const names = (...order: Parameters<typeof nextOrder>) =>
  sortedLayers(rows, nextOrder(...order)).map(({ name }) => name);

it('sorts by any column, largest first, then smallest first, then as they run', () => {
  expect(names(undefined, 'parameters')).toEqual(['layer10', 'layer2', 'bn']);
  expect(names({ column: 'parameters', descending: true }, 'parameters')).toEqual([
    'layer2',
    'bn',
    'layer10',
  ]);
  expect(names({ column: 'parameters', descending: false }, 'parameters')).toEqual([
    'layer10',
    'layer2',
    'bn',
  ]);
  expect(names(undefined, 'shape')).toEqual(['layer10', 'layer2', 'bn']);
  // Numbers in names count as numbers.
  expect(names(undefined, 'name')).toEqual(['bn', 'layer2', 'layer10']);
});

it('adds up what adds up, and takes means over weights', () => {
  expect(layerTotals(rows)).toEqual({
    ...{ parameters: 17, multiplyAdds: 128, bytes: 64 },
    bits: (9 * 32 + 4 * 8) / 13,
    sparsity: 2 / 13,
  });
});

it('passes over what is not known of a network of other software', () => {
  const unknown = { multiplyAdds: Number.NaN, kept: Number.NaN, sparsity: Number.NaN };
  const foreign = [row('a', {}), row('b', { ...unknown, kind: 'other', operator: 'PRelu' })];
  expect(layerTotals(foreign)).toMatchObject({ parameters: 8, multiplyAdds: 64, sparsity: 0 });
  expect(sortedLayers(foreign, { column: 'multiplyAdds', descending: true }).map(({ name }) => name)).toEqual(
    ['a', 'b'],
  );
});
