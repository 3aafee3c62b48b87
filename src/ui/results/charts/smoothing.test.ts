import { describe, expect, it } from 'vitest';
import { smoothed } from './smoothing.ts';

describe('smoothed', () => {
  it('is the mean over the window, with what is smallest and largest in it', () => {
    // By hand: (1+5)/2, (1+5+3)/3, (5+3+10)/3, (3+10)/2.
    expect(smoothed([1, 5, 3, 10], 3)).toEqual([
      { mean: 3, minimum: 1, maximum: 5 },
      { mean: 3, minimum: 1, maximum: 5 },
      { mean: 6, minimum: 3, maximum: 10 },
      { mean: 6.5, minimum: 3, maximum: 10 },
    ]);
  });

  it('keeps a single spike in sight, which the mean alone would flatten', () => {
    const spike = [0, 0, 0, 0, 9, 0, 0, 0, 0];
    const drawn = smoothed(spike, 9);
    expect(drawn[4]).toEqual({ mean: 1, minimum: 0, maximum: 9 });
    expect(Math.max(...drawn.map((one) => one?.mean ?? 0))).toBeLessThan(2);
    expect(Math.max(...drawn.map((one) => one?.maximum ?? 0))).toBe(9);
  });

  it('leaves holes, and takes what is there beside them', () => {
    expect(smoothed([2, undefined, 4, 8], 3)).toEqual([
      { mean: 2, minimum: 2, maximum: 2 },
      undefined,
      { mean: 6, minimum: 4, maximum: 8 },
      { mean: 6, minimum: 4, maximum: 8 },
    ]);
  });

  it('changes nothing over one epoch', () => {
    expect(smoothed([3, 1], 1).map((one) => one?.mean)).toEqual([3, 1]);
  });
});
