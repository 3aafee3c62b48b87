import { expect, it } from 'vitest';
import { gridStep } from './gridStep.ts';

it('moves by one, by a row, by a page, to the ends, and never off the grid', () => {
  const from = (key: string, chosen: number) => gridStep(key, chosen, 100, 8, 32);
  expect(from('ArrowRight', 3)).toBe(4);
  expect(from('ArrowUp', 3)).toBe(0);
  expect(from('ArrowDown', 3)).toBe(11);
  expect(from('PageDown', 90)).toBe(99);
  expect(from('Home', 50)).toBe(0);
  expect(from('End', 50)).toBe(99);
  expect(from('a', 50)).toBeUndefined();
  expect(from('toString', 50)).toBeUndefined();
});
