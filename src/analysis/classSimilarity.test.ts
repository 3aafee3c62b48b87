import { describe, expect, it } from 'vitest';
import { likenesses, meanSoftened } from './classSimilarity.ts';
import { softened } from './softened.ts';

// Odds 1 : 2 : 5 and 4 : 2 : 2 for class 0, 1 : 1 : 2 for class 2, no image of class 1.
const table = {
  classes: 3,
  images: 3,
  labels: Int32Array.of(0, 2, 0),
  logits: Float32Array.from([1, 2, 5, 1, 1, 2, 4, 2, 2], Math.log),
};

describe('meanSoftened', () => {
  it('is the mean of softmax over the images of each class', () => {
    const matrix = meanSoftened(table, 1);
    // (1/8 + 1/2)/2, (1/4 + 1/4)/2, (5/8 + 1/4)/2.
    [0.3125, 0.25, 0.4375].forEach((p, k) => {
      expect(matrix[k]).toBeCloseTo(p, 6);
    });
    [0.25, 0.25, 0.5].forEach((p, k) => {
      expect(matrix[6 + k]).toBeCloseTo(p, 6);
    });
    expect(Array.from(matrix.subarray(3, 6))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('is safe at both ends: one class at T 0.1, nearly all alike at T 100', () => {
    const huge = { classes: 2, images: 1, labels: Int32Array.of(1), logits: Float32Array.of(1e4, -1e4) };
    expect(Array.from(meanSoftened(huge, 0.1)).slice(2)).toEqual([1, 0]);
    const flat = meanSoftened(table, 100);
    expect(flat[0]).toBeCloseTo(1 / 3, 2);
    expect(flat[6]).toBeCloseTo(softened([0, 0, Math.log(2)], 100)[0] ?? 0, 6);
  });
});

describe('likenesses', () => {
  it('orders pairs of different classes and leaves out what is not known', () => {
    const { NaN: unknown } = Number;
    const matrix = Float64Array.of(0.5, 0.1, 0.4, unknown, unknown, unknown, 0.25, 0.25, 0.5);
    expect(likenesses(matrix, 3)).toEqual([
      { of: 0, to: 2, share: 0.4 },
      { of: 2, to: 0, share: 0.25 },
      { of: 2, to: 1, share: 0.25 },
      { of: 0, to: 1, share: 0.1 },
    ]);
  });
});
