import { describe, expect, it } from 'vitest';
import { dropsFor, inTheAir } from './drops.ts';

describe('drops', () => {
  it('shows slow training step by step', () => {
    expect(dropsFor(2.1)).toEqual({ stepsPerDrop: 1, perSecond: 2 });
  });

  it('bundles fast training in tens', () => {
    expect(dropsFor(29)).toEqual({ stepsPerDrop: 10, perSecond: 3 });
    expect(dropsFor(412)).toEqual({ stepsPerDrop: 100, perSecond: 4 });
  });

  it('falls not at all while nothing steps', () => {
    expect([0, -1, Number.NaN, Number.POSITIVE_INFINITY].map(dropsFor)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('lets as many drops start a second as it says', () => {
    for (const perSecond of [0.5, 1, 3, 6]) {
      const { count, seconds } = inTheAir(perSecond);
      expect(count / seconds).toBeCloseTo(perSecond, 10);
    }
  });
});
