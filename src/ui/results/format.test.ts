import { describe, expect, it } from 'vitest';
import { countText } from '../quantities.ts';
import {
  decimals,
  figures,
  figuresSpread,
  gainText,
  percent,
  percentSpread,
  signedPoints,
  tickText,
} from './format.ts';

describe('numbers as shown', () => {
  it('keeps three figures', () => {
    expect([0, 0.01234, 1.2345, 12.345, 123.45, -0.5].map(figures)).toEqual([
      '0.000',
      '0.012',
      '1.23',
      '12.3',
      '123',
      '−0.500',
    ]);
    expect(figures(Number.NaN)).toBe('–');
    expect(figures(1.23e-5)).toBe('1.2e−5');
  });

  it('keeps axis labels short, for losses that ran away too', () => {
    expect([0, 0.25, 7.5, 100, 60_000, 2_500_000, 4e15].map(tickText)).toEqual([
      '0',
      '0.25',
      '7.5',
      '100',
      countText(60_000),
      countText(2_500_000),
      '4e15',
    ]);
    expect([-0.5, -1e26].map(tickText)).toEqual(['−0.5', '−1e26']);
    // As 1.5e17 it would be cut off to 5e17.
    expect([1.5e17, 2.5e12, 1e12].map(tickText)).toEqual(['15e16', '25e11', '1e12']);
    for (const value of [60_000, 2e6, 4e15, 6e16, 1.5e17, 2.5e20])
      expect(tickText(value).length).toBeLessThanOrEqual(5);
  });

  it('shows shares as percentages and differences as points', () => {
    expect(percent(0.8714)).toBe('87.1');
    expect(decimals(undefined, 2)).toBe('–');
    expect(signedPoints(0.043)).toBe('+4.3');
    expect(signedPoints(-0.0214)).toBe('−2.1');
    expect(signedPoints(-0.0001)).toBe('0.0');
    expect(gainText({ mean: 0.043, standardError: 0.008, n: 4 })).toBe('+4.3 ± 0.8');
    expect(gainText({ mean: 0.043, standardError: Number.NaN, n: 1 })).toBe('+4.3');
    expect(percentSpread({ mean: 0.8714, std: 0.0061 })).toBe('87.1 ± 0.6');
    expect(percentSpread({ mean: 0.8714, std: Number.NaN })).toBe('87.1');
    expect(figuresSpread({ mean: 1.0642, std: 0.0191 })).toBe('1.06 ± 0.02');
    expect(figuresSpread({ mean: 0.5214, std: 0.00018 })).toBe('0.521 ± 0.000');
    expect(figuresSpread({ mean: 12.34, std: Number.NaN })).toBe('12.3');
  });
});
