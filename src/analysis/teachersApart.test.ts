import { describe, expect, it } from 'vitest';
import { predictionsFrom } from '../protocol/imagePredictions.ts';
import { divergences, onlyRightOf, rightApart } from './teachersApart.ts';

const labels = Int32Array.of(0, 1, 2, 0, 1);
/** Says these classes. */
const saying = (...classes: readonly number[]) =>
  predictionsFrom(
    Float32Array.from(classes.flatMap((said) => [0, 1, 2].map((k) => (k === said ? 3 : 0)))),
    labels,
  );

describe('where teachers differ', () => {
  const each = [saying(0, 1, 0, 1, 2), saying(0, 0, 2, 1, 2), saying(0, 1, 2, 1, 1)];

  it('is which images one alone is right on', () => {
    expect(onlyRightOf(each)).toEqual([[], [], [4]]);
    expect(onlyRightOf(each.slice(0, 2))).toEqual([[1], [2]]);
    expect(rightApart(each.slice(0, 2))).toEqual({ images: 5, all: 1, none: 2, only: [1, 1] });
    expect(rightApart(each)).toEqual({ images: 5, all: 1, none: 1, only: [0, 0, 1] });
    expect(rightApart([])).toEqual({ images: 0, all: 0, none: 0, only: [] });
  });

  it('is how far a student is from each, image by image', () => {
    // KL([.9, .1] ‖ [.5, .5]) = .9 ln 1.8 + .1 ln .2
    const teacher = Float32Array.of(Math.log(9), 0, 0, 0);
    const student = Float32Array.of(0, 0, 1, 1);
    const [first, second] = divergences(teacher, student, 2, 1);
    expect(first).toBeCloseTo(0.9 * Math.log(1.8) + 0.1 * Math.log(0.2), 6);
    expect(second).toBeCloseTo(0, 6);
  });
});
