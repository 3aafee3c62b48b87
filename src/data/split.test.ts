import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../base/random.ts';
import { stratifiedSplit } from './split.ts';

describe('stratifiedSplit', () => {
  it('keeps the share of each class, and at least one image on both sides', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 2, maxLength: 8 }),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.nat(),
        (counts, share, seed) => {
          const labels = Int32Array.from(counts.flatMap((count, label) => new Array(count).fill(label)));
          const { train, validation } = stratifiedSplit(labels, counts.length, share, random(seed));
          expect([...train, ...validation].sort((a, b) => a - b)).toEqual(Array.from(labels.keys()));
          counts.forEach((count, label) => {
            const held = validation.filter((position) => labels[position] === label).length;
            expect(held).toBeGreaterThanOrEqual(1);
            expect(held).toBeLessThanOrEqual(count - 1);
            expect(Math.abs(held - count * share)).toBeLessThanOrEqual(1);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is decided by the seed', () => {
    const labels = Int32Array.from({ length: 60 }, (_, i) => i % 3);
    const draw = (seed: number) => stratifiedSplit(labels, 3, 0.25, random(seed)).validation;
    expect(draw(4)).toEqual(draw(4));
    expect(draw(4)).not.toEqual(draw(5));
    expect(draw(4)).toHaveLength(15);
  });
});
