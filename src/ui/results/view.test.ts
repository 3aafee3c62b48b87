import { describe, expect, it } from 'vitest';
import { epochWindow, firstView, lastEpochs } from './view.ts';

describe('the zoom', () => {
  it('is the seed repository’s 15 epochs, or half of a shorter sweep, or what was set', () => {
    expect(lastEpochs(undefined, 25)).toBe(15);
    expect(lastEpochs(undefined, 12)).toBe(6);
    expect(lastEpochs(undefined, 1)).toBe(1);
    expect(lastEpochs(40, 25)).toBe(25);
    expect(lastEpochs(3, 25)).toBe(3);
  });

  it('cuts the axis at its start', () => {
    expect(epochWindow(firstView, 25)).toEqual({ from: 1, to: 25 });
    expect(epochWindow({ ...firstView, zoomed: true }, 25)).toEqual({ from: 11, to: 25 });
  });
});
