import { describe, expect, it } from 'vitest';
import { random } from './random.ts';

const take = (count: number, draw: () => number) => Array.from({ length: count }, draw);

/** Pearson's correlation of two equally long lists. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? 0) - my), 0);
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB));
}

describe('random', () => {
  it('gives the values that it gave when links were first shared', () => {
    // From a second implementation of sfc32 and the seeding, in Python. Another value here means that every shared link gives other curves.
    const stream = random(0).fork('init');
    expect(take(4, stream.uint32)).toEqual([1498647384, 3569286416, 743272880, 3364380969]);
    expect([...random(4_294_967_295).fork('shuffle').fork(3).permutation(8)]).toEqual([
      3, 1, 6, 2, 0, 4, 7, 5,
    ]);
  });

  it('differs from seed to seed', () => {
    const values = new Set(Array.from({ length: 2000 }, (_, seed) => random(seed).uint32()));
    expect(values.size).toBe(2000);
  });

  it('forks by seed and name alone, not by what was drawn before', () => {
    const fresh = random(5).fork('augment');
    const used = random(5);
    take(1000, used.uint32);
    used.fork('shuffle').normal();
    expect(take(8, used.fork('augment').uint32)).toEqual(take(8, fresh.uint32));
  });

  it.each([
    ['two names', random(1).fork('init'), random(1).fork('shuffle')],
    ['two seeds', random(1), random(2)],
    ['parent and child', random(1), random(1).fork('init')],
    ['two epochs', random(1).fork(1), random(1).fork(2)],
  ])('%s are independent', (_, a, b) => {
    const n = 20_000;
    // Five standard errors of a correlation of independent numbers, 1/√n.
    expect(Math.abs(correlation(take(n, a.uniform), take(n, b.uniform)))).toBeLessThan(5 / Math.sqrt(n));
  });

  it('is uniform: χ² over 100 bins and lag-1 correlation within five deviations', () => {
    const n = 100_000;
    const stream = random(11);
    const drawn = take(n, stream.uniform);
    const bins = new Array<number>(100).fill(0);
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
    for (const value of drawn) {
      const bin = Math.floor(value * 100);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chiSquared = bins.reduce((sum, count) => sum + (count - n / 100) ** 2 / (n / 100), 0);
    // 99 degrees of freedom: mean 99, deviation √198.
    expect(Math.abs(chiSquared - 99)).toBeLessThan(5 * Math.sqrt(198));
    expect(Math.abs(correlation(drawn.slice(1), drawn.slice(0, -1)))).toBeLessThan(5 / Math.sqrt(n));
  });

  it('is normal with mean 0, deviation 1, no skew and kurtosis 3', () => {
    const n = 100_000;
    const drawn = take(n, random(12).normal);
    const moment = (power: number) => drawn.reduce((sum, value) => sum + value ** power, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });

  it('draws between bounds and below counts', () => {
    const stream = random(3);
    for (let i = 0; i < 1000; i++) {
      const between = stream.between(-2, 5);
      expect(between >= -2 && between < 5).toBe(true);
      expect([0, 1, 2]).toContain(stream.below(3));
    }
  });

  it.each([0, 1, 2, 153, 5000])('permutes %d numbers without losing one', (count) => {
    const order = random(9).permutation(count);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
  });

  it('gives each of the 6 orders of three equally often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const order = random(seed).permutation(3).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Binomial with n 6000, p 1/6: deviation 28.9.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * 28.9);
  });
});
