import { expect, it } from 'vitest';
import { percentile } from './percentile.ts';

it('percentiles are of the nearest rank', () => {
  // The example of https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method
  const list = [15, 20, 35, 40, 50];
  expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(list, share))).toEqual([15, 20, 20, 35, 50]);
  expect(percentile([], 0.5)).toBeNaN();
});
