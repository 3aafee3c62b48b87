/**
 * Positions against figures by hand: a = −3/4 at a quarter gives PyTorch's −0.10546875, 0.87890625, 0.26171875, −0.03515625.
 */
import { describe, expect, it } from 'vitest';
import { interpolatedPositions, sinePositions } from './positions.ts';

describe('sines', () => {
  it('turn slower from pair to pair', () => {
    const found = Array.from(sinePositions(3, 4));
    const expected = [0, 1, 2].flatMap((p) => [
      Math.sin(p),
      Math.cos(p),
      Math.sin(p / 100),
      Math.cos(p / 100),
    ]);
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 6);
  });
});

describe('positions for another number of patches', () => {
  /** A grid that changes from row to row alone, or from column to column, of width 1, behind one token. */
  const grid = (line: readonly number[], along: 'rows' | 'columns') =>
    [9].concat(line.flatMap((value) => line.map((other) => (along === 'rows' ? value : other))));

  it.each(['rows', 'columns'] as const)('are PyTorch’s where edges lie on each other, along %s', (along) => {
    const settings = { from: 4, to: 8, width: 1, before: 1, alignCorners: false };
    const found = interpolatedPositions(grid([0, 0, 1, 0], along), settings);
    expect(found[0]).toBe(9);
    const line = Array.from({ length: 8 }, (_, i) => found[1 + (along === 'rows' ? 8 * i : i)]);
    // The last two places are −1/4 and 1/4 beside the last old one: what is beyond the edge counts as the edge.
    const expected = [
      0, -0.03515625, -0.10546875, 0.26171875, 0.87890625, 0.87890625, 0.26171875, -0.10546875,
    ];
    expect(line).toEqual(expected);
  });

  it('keep the corners where those are aligned', () => {
    const settings = { from: 3, to: 5, width: 1, before: 1, alignCorners: true };
    const found = interpolatedPositions(grid([1, 5, 2], 'rows'), settings);
    const line = Array.from({ length: 5 }, (_, i) => found[1 + 5 * i]);
    // Halfway between two: −3/32, 19/32, 19/32, −3/32.
    const half = (a: number, b: number, c: number, d: number) => (-3 * (a + d) + 19 * (b + c)) / 32;
    expect(line).toEqual([1, half(1, 1, 5, 2), 5, half(1, 5, 2, 2), 2].map(Math.fround));
  });

  it('are themselves for the same number', () => {
    const values = Array.from({ length: 2 * 3 + 9 * 3 }, (_, i) => Math.fround(Math.sin(i)));
    for (const alignCorners of [true, false]) {
      const settings = { from: 3, to: 3, width: 3, before: 2, alignCorners };
      expect(Array.from(interpolatedPositions(values, settings))).toEqual(values);
    }
  });

  it('can be of a single patch', () => {
    for (const alignCorners of [true, false]) {
      const settings = { from: 1, to: 2, width: 2, before: 0, alignCorners };
      expect(Array.from(interpolatedPositions([3, 4], settings))).toEqual([3, 4, 3, 4, 3, 4, 3, 4]);
    }
  });
});
