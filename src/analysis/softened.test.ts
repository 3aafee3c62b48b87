import { describe, expect, it } from 'vitest';
import {
  centred,
  divergence,
  entropy,
  hardGradient,
  logitMatching,
  logitMatchingGradient,
  softened,
  softGradient,
} from './softened.ts';

const student = [
  [1, 2, 0.5],
  [0, -1, 3],
];
const teacher = [
  [3, 1, -1],
  [-0.5, 0.5, 2],
];

describe('softened', () => {
  it('is softmax: logits log 1, log 2, log 5 give 1/8, 2/8, 5/8 at T 1 and more even ones above', () => {
    const logits = [0, Math.log(2), Math.log(5)];
    softened(logits, 1).forEach((p, k) => {
      expect(p).toBeCloseTo([0.125, 0.25, 0.625][k] ?? Number.NaN, 14);
    });
    // At T 2 the odds are 1 : √2 : √5.
    const odds = 1 + Math.SQRT2 + Math.sqrt(5);
    expect(softened(logits, 2)[2]).toBeCloseTo(Math.sqrt(5) / odds, 14);
  });

  it('survives logits of ±1e4 and temperatures from 0.1 to 100', () => {
    expect(softened([1e4, -1e4], 0.1)).toEqual([1, 0]);
    for (const temperature of [0.1, 1, 100]) {
      const sum = softened([1e4, -1e4, 9999], temperature).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 12);
    }
    expect(softened([], 1)).toEqual([]);
  });
});

describe('entropy', () => {
  it('is log K for equal logits, 0 for certainty, and known for 1/8, 2/8, 5/8', () => {
    expect(entropy([3, 3, 3, 3], 7)).toBeCloseTo(Math.log(4), 14);
    expect(entropy([1e4, -1e4], 0.1)).toBe(0);
    const expected = -(0.125 * Math.log(0.125) + 0.25 * Math.log(0.25) + 0.625 * Math.log(0.625));
    expect(entropy([0, Math.log(2), Math.log(5)], 1)).toBeCloseTo(expected, 14);
  });
});

describe('divergence', () => {
  // T²/N Σ KL over the two images, computed in float64 elsewhere.
  it.each([
    [1, 0.586140997],
    [4, 0.908427042],
    [1000, 0.889166696],
  ])('at T %d has its golden value', (temperature, value) => {
    const mean = teacher.reduce((sum, row, n) => sum + divergence(row, student[n] ?? [], temperature) / 2, 0);
    expect(temperature ** 2 * mean).toBeCloseTo(value, 8);
  });

  it('is 0 between equals, large and finite between certain opposites, and never negative', () => {
    expect(divergence([1, 2, 3], [4, 5, 6], 2)).toBeCloseTo(0, 15);
    expect(divergence([1e4, -1e4], [-1e4, 1e4], 0.1)).toBeCloseTo(2e5, 6);
    expect(divergence([1, 2, 3], [1, 2, 3 + 1e-9], 100)).toBeGreaterThanOrEqual(0);
  });

  it('refuses models of different classes', () => {
    expect(() => divergence([1, 2], [1, 2, 3], 1)).toThrow(RangeError);
  });
});

describe('gradients', () => {
  const zs = student[0] ?? [];
  const zt = teacher[0] ?? [];

  it.each([0.5, 4, 50])('is the slope of T²·KL at T %d', (temperature) => {
    const h = 1e-5;
    softGradient(zt, zs, temperature).forEach((slope, k) => {
      const loss = (by: number) => {
        const moved = zs.map((z, j) => (j === k ? z + by : z));
        return temperature ** 2 * divergence(zt, moved, temperature);
      };
      expect(slope).toBeCloseTo((loss(h) - loss(-h)) / (2 * h), 6);
    });
  });

  it('has a T² to lose, and an N to share', () => {
    const whole = softGradient(zt, zs, 4);
    softGradient(zt, zs, 4, { scaled: false, images: 8 }).forEach((part, k) => {
      expect(part * 16 * 8).toBeCloseTo(whole[k] ?? Number.NaN, 12);
    });
  });

  it('of the hard loss is p − y: 1/8, 2/8 − 1, 5/8', () => {
    hardGradient([0, Math.log(2), Math.log(5)], 1).forEach((slope, k) => {
      expect(slope).toBeCloseTo([0.125, -0.75, 0.625][k] ?? Number.NaN, 14);
    });
    expect(hardGradient([0, 0], 0, 10)).toEqual([-0.05, 0.05]);
  });

  it('is finite at both ends', () => {
    for (const temperature of [0.1, 100]) {
      const slopes = softGradient([1e4, -1e4, 0], [-1e4, 1e4, 0], temperature);
      expect(slopes.every(Number.isFinite)).toBe(true);
      expect(slopes.reduce((sum, slope) => sum + slope, 0)).toBeCloseTo(0, 9);
    }
  });
});

describe('logit matching', () => {
  // By hand: z_s − z_t less its mean is (−13, 5, 8)/6 and (0.5, −1.5, 1): squares sum to 43/6 and 7/2.
  it('is half the mean square of centred differences', () => {
    expect(centred([1, 2, 6])).toEqual([-2, -1, 3]);
    const mean = teacher.reduce((sum, row, n) => sum + logitMatching(row, student[n] ?? []) / 2, 0);
    expect(mean).toBeCloseTo((43 / 6 + 7 / 2) / 12, 12);
  });

  it('is the limit of T²·KL and of its gradient', () => {
    const [zt = [], zs = []] = [teacher[0], student[0]];
    const apart = (temperature: number) =>
      Math.abs((temperature ** 2 * divergence(zt, zs, temperature)) / logitMatching(zt, zs) - 1);
    expect(apart(1e5)).toBeLessThan(1e-4);
    expect(apart(100)).toBeLessThan(apart(10));
    const slopes = softGradient(zt, zs, 1e5);
    logitMatchingGradient(zt, zs).forEach((slope, k) => {
      expect(slopes[k]).toBeCloseTo(slope, 4);
    });
  });
});
