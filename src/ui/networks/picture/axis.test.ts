import { describe, expect, it } from 'vitest';
import { logAxis, shareAxis } from './axis.ts';

describe('a logarithmic axis', () => {
  it('has its values inside, and 1, 2, 5 as ticks', () => {
    const { ticks, share } = logAxis([1000, 10_000]);
    expect(ticks).toEqual([1000, 2000, 5000, 10_000]);
    expect(share(Math.sqrt(1e7))).toBeCloseTo(0.5, 12);
    expect(share(1000)).toBeGreaterThan(0);
    expect(share(10_000)).toBeLessThan(1);
  });
  it('has room around a single value, and few ticks over many decades', () => {
    expect(logAxis([3000]).share(3000)).toBeCloseTo(0.5, 12);
    expect(logAxis([1, 1e9]).ticks.length).toBeLessThanOrEqual(6);
  });
});

describe('an axis of accuracies', () => {
  it('stays between 0 and 1, with a few round ticks', () => {
    const { low, high, ticks } = shareAxis([0.62, 0.91]);
    expect([low, high].map((end) => Number(end.toFixed(6)))).toEqual([0.5, 1]);
    expect(ticks.map((tick) => Number(tick.toFixed(6)))).toEqual([0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(shareAxis([0, 1])).toMatchObject({ low: 0, high: 1 });
    expect(shareAxis([0.5]).share(0.5)).toBeGreaterThan(0);
  });
});
