import { describe, expect, it } from 'vitest';
import { firstChoices } from './firstChoices.ts';

describe('firstChoices', () => {
  it('are the largest probabilities at T = 1, largest first', () => {
    const found = firstChoices([Math.log(1), Math.log(6), Math.log(3)], 2);
    expect(found.map(({ index }) => index)).toEqual([1, 2]);
    expect(found[0]?.probability).toBeCloseTo(0.6, 12);
    expect(found[1]?.probability).toBeCloseTo(0.3, 12);
  });

  it('keep the order of the classes among equals, and are no more than there are classes', () => {
    expect(firstChoices([2, 2], 3).map(({ index }) => index)).toEqual([0, 1]);
    expect(firstChoices([], 3)).toEqual([]);
  });
});
