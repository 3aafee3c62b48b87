import { describe, expect, it } from 'vitest';
import { cellStep } from './cellStep.ts';

describe('moving in a square table', () => {
  it.each([
    ['ArrowLeft', 1, 0],
    ['ArrowRight', 1, 2],
    ['ArrowUp', 0, 1],
    ['ArrowDown', 2, 1],
    ['Home', 1, 0],
    ['End', 1, 2],
  ])('%s goes from the middle of three by three to row %i, column %i', (key, row, column) => {
    expect(cellStep(key, { row: 1, column: 1 }, 3)).toEqual({ row, column });
  });

  it('holds at the edges and leaves other keys alone', () => {
    expect(cellStep('ArrowLeft', { row: 2, column: 0 }, 3)).toEqual({ row: 2, column: 0 });
    expect(cellStep('ArrowDown', { row: 2, column: 0 }, 3)).toEqual({ row: 2, column: 0 });
    expect(cellStep('Enter', { row: 0, column: 0 }, 3)).toBeUndefined();
  });
});
