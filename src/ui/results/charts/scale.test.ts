import { describe, expect, it } from 'vitest';
import { epochTicks, grownDomain, logDomain, niceDomain } from './scale.ts';

describe('niceDomain', () => {
  it('ends on round numbers', () => {
    expect(niceDomain(0, 2.31)).toEqual({ low: 0, high: 3, ticks: [0, 1, 2, 3] });
    expect(niceDomain(0.34, 0.94)).toEqual({ low: 0.2, high: 1, ticks: [0.2, 0.4, 0.6, 0.8, 1] });
    expect(niceDomain(0.871, 0.884, 4)).toEqual({
      low: 0.87,
      high: 0.885,
      ticks: [0.87, 0.875, 0.88, 0.885],
    });
  });

  it('has width where the data have none', () => {
    const domain = niceDomain(2, 2);
    expect(domain.low).toBeLessThanOrEqual(2);
    expect(domain.high).toBeGreaterThan(2);
    expect(niceDomain(0, 0).high).toBeGreaterThan(0);
  });
});

describe('logDomain', () => {
  it('ends on 1, 2 or 5 times a power of ten', () => {
    expect(logDomain(0.13, 2.3)).toEqual({ low: 0.1, high: 5, ticks: [0.1, 0.2, 0.5, 1, 2, 5] });
    expect(logDomain(0.002, 0.5)).toMatchObject({ low: 0.002, high: 0.5 });
    expect(logDomain(0.05, 1)).toEqual({ low: 0.05, high: 1, ticks: [0.05, 0.1, 0.2, 0.5, 1] });
  });

  it('has few ticks, however many powers it holds', () => {
    expect(logDomain(3e-5, 40).ticks).toEqual([1e-4, 1e-3, 0.01, 0.1, 1, 10]);
    expect(logDomain(1e-12, 1e9).ticks.length).toBeLessThanOrEqual(7);
  });

  it('has even ticks where it holds less than a power', () => {
    expect(logDomain(1.2, 1.7)).toEqual({ low: 1, high: 2, ticks: [1, 1.5, 2] });
    const flat = logDomain(2, 2);
    expect([flat.low, flat.high]).toEqual([2, 5]);
  });
});

describe('grownDomain', () => {
  it('stays while the data fit, and grows to hold both', () => {
    const first = grownDomain(undefined, 0, 2.3);
    expect(grownDomain(first, 0.4, 2.9)).toBe(first);
    expect(grownDomain(first, 0.4, 3.2)).toMatchObject({ low: 0, high: 4 });
  });

  it('grows on a logarithmic scale too', () => {
    const first = grownDomain(undefined, 0.3, 2, logDomain);
    expect([first.low, first.high]).toEqual([0.2, 2]);
    expect(grownDomain(first, 0.02, 1, logDomain)).toMatchObject({ low: 0.02, high: 2 });
  });
});

describe('epochTicks', () => {
  it('has both ends and whole round numbers between', () => {
    expect(epochTicks(1, 12)).toEqual([1, 2, 4, 6, 8, 10, 12]);
    expect(epochTicks(1, 25)).toEqual([1, 5, 10, 15, 20, 25]);
    expect(epochTicks(1, 200)).toEqual([1, 50, 100, 150, 200]);
    expect(epochTicks(186, 200)).toEqual([186, 190, 195, 200]);
    expect(epochTicks(1, 1)).toEqual([1]);
    expect(epochTicks(1, 3)).toEqual([1, 2, 3]);
  });
});
