import { describe, expect, it } from 'vitest';
import { binomialTail } from './binomialTail.ts';

describe('binomialTail', () => {
  it('is what can be counted by hand', () => {
    // Of 32 throws of five coins: 1 with five heads, 5 with four, 10 with three.
    expect(binomialTail(5, 5, 0.5)).toBeCloseTo(1 / 32, 14);
    expect(binomialTail(4, 5, 0.5)).toBeCloseTo(6 / 32, 14);
    expect(binomialTail(3, 5, 0.5)).toBeCloseTo(16 / 32, 14);
    expect(binomialTail(1, 2, 0.1)).toBeCloseTo(1 - 0.81, 14);
  });

  it('agrees with the plain sum over all terms', () => {
    const plain = (successes: number, trials: number, share: number) => {
      let sum = 0;
      for (let k = successes; k <= trials; k++) {
        let term = 1;
        for (let i = 0; i < k; i++) term *= ((trials - i) / (i + 1)) * share;
        sum += term * (1 - share) ** (trials - k);
      }
      return sum;
    };
    for (const share of [0.01, 0.1, 0.5, 0.93]) {
      for (const trials of [1, 7, 50]) {
        for (let k = 0; k <= trials; k++) {
          expect(binomialTail(k, trials, share)).toBeCloseTo(plain(k, trials, share), 12);
        }
      }
    }
  });

  it('holds at the ends and for many trials', () => {
    expect(binomialTail(0, 10, 0.3)).toBe(1);
    expect(binomialTail(0, 0, 0.3)).toBe(1);
    expect(binomialTail(11, 10, 0.3)).toBe(0);
    expect(binomialTail(3, 10, 0)).toBe(0);
    expect(binomialTail(3, 10, 1)).toBe(1);
    // The median of a symmetric distribution; the terms' own size, 2^−50000, is beyond a double.
    expect(binomialTail(25_001, 50_001, 0.5)).toBeCloseTo(0.5, 8);
  });
});
