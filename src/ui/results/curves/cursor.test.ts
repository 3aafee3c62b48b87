import { describe, expect, it, vi } from 'vitest';
import { createEpochCursor, epochAfter } from './cursor.ts';

describe('epochAfter', () => {
  it.each<[string, number | undefined, number | undefined]>([
    ['ArrowRight', undefined, 1],
    ['ArrowLeft', undefined, 30],
    ['ArrowRight', 7, 8],
    ['ArrowRight', 30, 30],
    ['ArrowLeft', 1, 1],
    ['Home', 7, 1],
    ['End', 7, 30],
    ['PageUp', 7, 10],
    ['PageDown', 2, 1],
    ['a', 7, undefined],
  ])('%s at %s leads to %s', (key, epoch, next) => {
    expect(epochAfter(key, epoch, 1, 30)).toBe(next);
  });
});

describe('the cursor', () => {
  it('tells of what changed, and only of that', () => {
    const cursor = createEpochCursor();
    const told = vi.fn();
    const stop = cursor.subscribe(told);
    cursor.set({ epoch: 3, chart: 'a', spoken: false });
    cursor.set({ epoch: 3, chart: 'a', spoken: false });
    expect(told).toHaveBeenCalledTimes(1);
    cursor.set(undefined);
    expect(cursor.get()).toBeUndefined();
    stop();
    cursor.set({ epoch: 1, chart: 'b', spoken: true });
    expect(told).toHaveBeenCalledTimes(2);
  });
});
