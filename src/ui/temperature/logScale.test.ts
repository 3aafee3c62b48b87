import { describe, expect, it } from 'vitest';
import { positionOf, shareOf, temperatureAt } from './logScale.ts';

describe('the temperature slider', () => {
  it('multiplies with equal steps', () => {
    expect(positionOf(1)).toBe(0);
    expect(positionOf(100)).toBe(2);
    expect(shareOf(0.1)).toBeCloseTo(0, 12);
    expect(shareOf(1)).toBeCloseTo(1 / 3, 12);
    expect(shareOf(100)).toBe(1);
    // 10^0.6 = 3.98107.
    expect(temperatureAt(0.6)).toBe(3.98);
  });

  it('stays within 0.1 … 100', () => {
    expect(temperatureAt(5)).toBe(100);
    expect(temperatureAt(-5)).toBe(0.1);
    expect(positionOf(1e9)).toBe(2);
  });
});
