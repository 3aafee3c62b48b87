import { describe, expect, it } from 'vitest';
import type { LayerSensitivity } from '../../../../protocol/layerSensitivity.ts';
import { costLine, dearest, heightOf, layerCosts } from './layerCosts.ts';

const one = (layer: string, bits: number, divergence: number): LayerSensitivity => ({
  ...{ layer, bits, divergence },
  ...{ loss: 1, accuracy: 0.5 },
});
const found = [
  ...[one('conv1', 2, 0.01), one('conv1', 8, 0)],
  ...[one('fc', 2, 1), one('fc', 8, 0.001)],
  ...[one('mid', 2, 0.1), one('mid', 8, 0.5)],
];

describe('the costs of layers', () => {
  it('stand in the order of the network, those that are not scanned yet left out', () => {
    const rows = layerCosts(['conv1', 'mid', 'later', 'fc'], found, 'place');
    expect(rows.map(({ layer }) => layer)).toEqual(['conv1', 'mid', 'fc']);
    expect(rows[2]?.costs.get(8)).toBe(0.001);
    expect(dearest(rows)).toBe(1);
  });

  it('or by what the fewest bits cost, the dearest first', () => {
    const rows = layerCosts(['conv1', 'mid', 'fc'], found, 'cost');
    expect(rows.map(({ layer }) => layer)).toEqual(['fc', 'mid', 'conv1']);
  });

  it('are drawn on a logarithmic scale between a hundred thousandth and the dearest', () => {
    expect(heightOf(0, 1)).toBe(0);
    expect(heightOf(1, 1)).toBe(1);
    expect(heightOf(Math.sqrt(1e-5), 1)).toBeCloseTo(0.5, 12);
    const rows = layerCosts(['fc', 'conv1'], found, 'place');
    expect(costLine(rows, 2, 1)).toBe('M25.00 0.00L75.00 40.00');
  });
});
