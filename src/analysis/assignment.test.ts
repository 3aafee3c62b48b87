import { describe, expect, it } from 'vitest';
import { random } from '../base/random.ts';
import { bestAssignment } from './assignment.ts';

/** Every order of 0 … count − 1. */
function* orders(count: number, chosen: readonly number[] = []): Generator<readonly number[]> {
  if (chosen.length === count) yield chosen;
  for (let i = 0; i < count; i++) if (!chosen.includes(i)) yield* orders(count, [...chosen, i]);
}

const sumOf = (gains: Float64Array, order: ArrayLike<number>) =>
  Array.from(order).reduce((sum, j, i) => sum + (gains[i * order.length + j] ?? Number.NaN), 0);

describe('bestAssignment', () => {
  it('finds by hand what greed misses', () => {
    // Greed takes 9 and then 0; 8 + 7 is more.
    expect([...bestAssignment(Float64Array.of(9, 8, 7, 0), 2)]).toEqual([1, 0]);
    expect([...bestAssignment(new Float64Array(0), 0)]).toEqual([]);
    expect([...bestAssignment(Float64Array.of(-3), 1)]).toEqual([0]);
  });

  it.each([1, 2, 3, 4, 5, 6])('gains as much as the best of all orders of %d', (size) => {
    const stream = random(7).fork(size);
    for (let round = 0; round < 60; round++) {
      // Few different values give ties, many give none; some are below 0.
      const values = round % 3 === 0 ? 3 : round % 3 === 1 ? 12 : 1e6;
      const gains = Float64Array.from({ length: size * size }, () => stream.below(values) - (round % 2) * 5);
      const order = bestAssignment(gains, size);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
      const best = Math.max(...[...orders(size)].map((one) => sumOf(gains, one)));
      expect(sumOf(gains, order)).toBe(best);
    }
  });

  it('undoes a shuffle of a hundred columns', () => {
    const size = 100;
    const stream = random(3);
    const order = stream.permutation(size);
    const gains = Float64Array.from({ length: size * size }, () => stream.below(10));
    order.forEach((j, i) => {
      gains[i * size + j] = 50;
    });
    expect(bestAssignment(gains, size)).toEqual(order);
  });

  it('refuses what is not square', () => {
    expect(() => bestAssignment(new Float64Array(5), 2)).toThrow(RangeError);
  });
});
