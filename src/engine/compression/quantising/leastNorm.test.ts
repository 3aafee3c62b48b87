/**
 * Histograms that grow, and the ranges that they say; torch's own grids are in `observers.test.ts`.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { leastNormRange, type SpanHistogram, spanned } from './leastNorm.ts';
import { affineGrid, roundHalfToEven } from './observers.ts';

const of = (batches: readonly ArrayLike<number>[]): SpanHistogram => {
  const [first = [], ...others] = batches;
  return others.reduce<SpanHistogram>((before, batch) => spanned(before, batch), spanned(undefined, first));
};
const sum = ({ counts }: SpanHistogram) => counts.reduce((all, count) => all + count, 0);

function normal(count: number, seed: number, outliers: readonly number[] = []): Float32Array {
  const stream = random(seed);
  return Float32Array.from({ length: count }, (_, i) => outliers[i] ?? stream.normal());
}

/** Σ (x − x̂)² of values on the grid of a range. */
function errorOn(values: Float32Array, range: { min: number; max: number }, levels: number): number {
  const grid = affineGrid(range, { least: 0, most: levels - 1 });
  return values.reduce((all, x) => {
    const level = roundHalfToEven(x / grid.scale) + grid.zeroPoint;
    const put = (Math.min(Math.max(level, 0), levels - 1) - grid.zeroPoint) * grid.scale;
    return all + (x - put) ** 2;
  }, 0);
}

describe('a histogram of what was seen', () => {
  it('counts every value of every batch once, and spans them', () => {
    const values = fc.float({ min: -100, max: 100, noNaN: true });
    const batch = fc.array(values, { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(batch, { minLength: 1, maxLength: 4 }), (batches) => {
        fc.pre(Math.max(...(batches[0] ?? [])) - Math.min(...(batches[0] ?? [])) > 1e-3);
        const found = of(batches);
        const all = batches.flat();
        expect(sum(found)).toBeCloseTo(all.length, 6);
        expect(found.min).toBe(Math.min(...all));
        expect(found.max).toBeGreaterThanOrEqual(Math.max(...all));
      }),
      { numRuns: 60 },
    );
  });

  it('counts what lies between −1 and 1 too, where torch 1.13 counts between whole numbers alone', () => {
    const batches = [normal(500, 1), normal(500, 2)].map((batch) => batch.map((x) => 0.2 * x));
    expect(sum(of(batches))).toBeCloseTo(1000, 6);
    const theirs = batches.reduce<SpanHistogram | undefined>(
      (before, batch) => spanned(before, batch, { edges: Math.trunc }),
      undefined,
    );
    expect(theirs && sum(theirs)).toBeLessThan(1000);
  });
});

describe('its range', () => {
  it.each([4, 16, 256])(
    'of %i levels cuts what lies far away, and is off by less than the extremes',
    (levels) => {
      const values = normal(20_000, 3, [40, -25]);
      const range = leastNormRange(of([values.subarray(0, 5000), values.subarray(5000)]), levels);
      expect(range.max).toBeLessThan(40);
      expect(errorOn(values, range, levels)).toBeLessThan(errorOn(values, { min: -25, max: 40 }, levels));
    },
  );

  it('begins at 0 where nothing is negative', () => {
    const values = normal(4000, 4).map((x) => Math.max(x, 0));
    const { min, max } = leastNormRange(of([values]), 256);
    expect(min).toBe(0);
    expect(max).toBeGreaterThan(2);
  });
});
