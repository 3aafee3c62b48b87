import { describe, expect, it } from 'vitest';
import { largestDifference, logSlope, medianRange, orderOfTurns } from './figures.ts';

describe('medianRange', () => {
  it('is the middle number, or between the two in the middle', () => {
    expect(medianRange([9, 1, 4])).toEqual({ median: 4, least: 1, most: 9, n: 3 });
    expect(medianRange([10, 2, 4, 3])).toEqual({ median: 3.5, least: 2, most: 10, n: 4 });
    expect(medianRange([7])).toEqual({ median: 7, least: 7, most: 7, n: 1 });
    expect(medianRange([]).median).toBeNaN();
  });
});

describe('largestDifference', () => {
  it('is measured in parts of the largest reference', () => {
    expect(largestDifference([1, 2, -4.04], [1, 2.01, -4])).toBeCloseTo(0.01, 10);
    expect(largestDifference([0, 0], [0, 0])).toBe(0);
  });

  it('is infinite for results that cannot be compared', () => {
    expect(largestDifference([1], [1, 2])).toBe(Number.POSITIVE_INFINITY);
    expect(largestDifference([], [])).toBe(Number.POSITIVE_INFINITY);
    expect(largestDifference([1, Number.NaN], [1, 2])).toBe(Number.POSITIVE_INFINITY);
    expect(largestDifference([1, 2], [1, Number.NaN])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('orderOfTurns', () => {
  it('has everyone once a round and each in every place', () => {
    expect(orderOfTurns(['a', 'b'], 3)).toEqual([
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'b'],
    ]);
    expect(orderOfTurns(['a', 'b', 'c'], 3)).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c', 'a'],
      ['c', 'a', 'b'],
    ]);
  });
});

describe('logSlope', () => {
  it('is the exponent of a power', () => {
    expect(logSlope([1, 2, 4, 8], [3, 12, 48, 192])).toBeCloseTo(2, 12);
    expect(logSlope([1, 10], [5, 5])).toBeCloseTo(0, 12);
  });

  it('is that of the straight line through points that are on none', () => {
    // Ordinary least squares by hand of (0, 0), (1, 1), (2, 1) in powers of e: slope 1/2.
    expect(logSlope([1, Math.E, Math.E ** 2], [1, Math.E, Math.E])).toBeCloseTo(0.5, 12);
  });

  it('needs two points', () => {
    expect(logSlope([2], [3])).toBeUndefined();
  });
});
