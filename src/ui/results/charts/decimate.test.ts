import { describe, expect, it } from 'vitest';
import { keptIndexes } from './decimate.ts';

describe('keptIndexes', () => {
  it('keeps everything that fits, without the gaps', () => {
    expect(keptIndexes([1, undefined, 3], 4)).toEqual([0, 2]);
    expect(keptIndexes([], 4)).toEqual([]);
  });

  it('keeps both ends, and each bin’s smallest and largest value in order', () => {
    // Inner values 5 1 2 | 9 3 4 in two bins: low 1 at 2, high 5 at 1; high 9 at 4, low 3 at 5.
    expect(keptIndexes([0, 5, 1, 2, 9, 3, 4, 7], 6)).toEqual([0, 1, 2, 4, 5, 7]);
  });

  it('keeps a spike in a thousand points and stays within its limit', () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i === 637 ? 50 : Math.sin(i / 50)));
    const kept = keptIndexes(values, 500);
    expect(kept.length).toBeLessThanOrEqual(500);
    expect(kept).toContain(637);
    expect(kept[0]).toBe(0);
    expect(kept.at(-1)).toBe(999);
    expect([...kept].sort((a, b) => a - b)).toEqual(kept);
  });
});
