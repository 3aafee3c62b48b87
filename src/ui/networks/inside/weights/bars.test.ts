import { expect, it } from 'vitest';
import { barsPath, edgePath, levelBars, rankHolding, sideBySide } from './bars.ts';

it('draws a bar from the floor to its share of the height', () => {
  expect(barsPath(sideBySide([1, 0, 4]), 4)).toBe('M0 100V75H33.33V100ZM66.67 100V0H100V100Z');
  expect(barsPath(sideBySide([0, 0]), 0)).toBe('');
  expect(edgePath([1, 2], 2)).toBe('M0 50H50L50 0H100');
});

it('puts levels where their values are', () => {
  const bars = levelBars([
    [-1, 5],
    [0, 7],
    [3, 1],
  ]);
  const middles = bars.map(({ from, to }) => (from + to) / 2);
  const [first = 0, second = 0, third = 0] = middles;
  expect((second - first) / (third - first)).toBeCloseTo(0.25, 9);
  expect(bars[0]?.from).toBeCloseTo(0, 9);
  expect(bars.at(-1)?.to).toBeCloseTo(1, 9);
});

it('counts the singular values that hold a share of the squares', () => {
  // 16, 4, 1 of 21.
  expect(rankHolding([4, 2, 1], 0.76)).toBe(1);
  expect(rankHolding([4, 2, 1], 0.77)).toBe(2);
  expect(rankHolding([4, 2, 1], 1)).toBe(3);
  expect(rankHolding([0, 0], 0.9)).toBe(1);
});
