import { describe, expect, it } from 'vitest';
import { withAnotherAlpha, withoutAlpha } from './alphaList.ts';

describe('the list of alphas', () => {
  it('fills the ends first, then the widest gap', () => {
    expect(withAnotherAlpha([0.5])).toEqual([0.5, 1]);
    expect(withAnotherAlpha([0.5, 1])).toEqual([0, 0.5, 1]);
    expect(withAnotherAlpha([0, 0.5, 1])).toEqual([0, 0.25, 0.5, 1]);
    expect(withAnotherAlpha([1, 0, 0.2])).toEqual([0, 0.2, 0.6, 1]);
  });

  it('stays distinct until it is full', () => {
    let alphas: readonly number[] = [0.5];
    for (let next = withAnotherAlpha(alphas); next; next = withAnotherAlpha(alphas)) alphas = next;
    expect(alphas).toHaveLength(21);
    expect(new Set(alphas).size).toBe(21);
  });

  it('keeps the last one', () => {
    expect(withoutAlpha([0, 1], 0)).toEqual([1]);
    expect(withoutAlpha([1], 1)).toBeUndefined();
  });
});
