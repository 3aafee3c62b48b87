/**
 * Scales against those of BRECQ's code, which are affine.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { channelsLast, referencePath, referenceWeights } from '../../ops/fakeQuantise/torchReference.ts';
import { affineGrid, symmetricGrid } from './observers.ts';
import { leastErrorRange, valuesByChannel, weightRange } from './weightRange.ts';

interface Case {
  readonly method: string;
  readonly source: string;
  readonly input: 'sin' | 'hashed';
  readonly bits: number;
  readonly per_channel: boolean;
  readonly scale: readonly number[];
  readonly zero_point: readonly number[];
}

const path = join(process.env.LAB_DATA ?? '../shared/data', referencePath);

describe.skipIf(!existsSync(path))('the range of the least error', () => {
  it('is that of BRECQ', () => {
    const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Case[] };
    const ours = cases.filter(({ source, method }) => source === 'brecq' && method.includes('mse'));
    expect(ours).toHaveLength(5);
    for (const { input, bits, per_channel, scale, zero_point } of ours) {
      const values = channelsLast(referenceWeights[input]());
      const channels = valuesByChannel(values, per_channel ? 16 : 1);
      const levels = { least: 0, most: 2 ** bits - 1 };
      const grids = channels.map((one) => affineGrid(leastErrorRange(one, levels, affineGrid), levels));
      expect(grids.map(({ zeroPoint }) => zeroPoint)).toEqual(zero_point);
      grids.forEach((grid, i) => {
        expect(grid.scale / (scale[i] ?? Number.NaN)).toBeCloseTo(1, 6);
      });
    }
  });
});

it('is narrower by percentile, and never wider than the extremes', () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => (i === 0 ? -10 : Math.sin(i)));
  const levels = { least: -8, most: 7 };
  const by = (range: 'minmax' | 'mse' | 'percentile') =>
    weightRange(values, { range, percentile: 99.9 }, levels, symmetricGrid);
  expect(by('minmax').min).toBe(-10);
  expect(by('percentile').min).toBeGreaterThanOrEqual(-1);
  expect(by('mse').min).toBeGreaterThan(-10);
  expect(weightRange(values, { range: 'percentile', percentile: 100 }, levels, symmetricGrid)).toEqual(
    by('minmax'),
  );
});
