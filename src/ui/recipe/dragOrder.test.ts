import { describe, expect, it } from 'vitest';
import { edgeOf, placeAt } from './dragOrder.ts';

/** Middles at 50, 150 and 300. */
const extents = [
  { top: 0, bottom: 100 },
  { top: 100, bottom: 200 },
  { top: 200, bottom: 400 },
];

describe('the place under the pointer', () => {
  it.each([
    [0, 10, 0],
    [0, 149, 0],
    [0, 151, 1],
    [0, 999, 2],
    [2, 151, 2],
    [2, 149, 1],
    [2, -5, 0],
    // Its own middle does not count.
    [1, 160, 1],
    [1, 140, 1],
  ])('of item %i at %i px is %i', (from, y, place) => {
    expect(placeAt(extents, from, y)).toBe(place);
  });
});

it('is marked on the side from which the item comes not', () => {
  expect([0, 1, 2].map((place) => edgeOf(place, 2, 0))).toEqual(['before', undefined, undefined]);
  expect([0, 1, 2].map((place) => edgeOf(place, 0, 1))).toEqual([undefined, 'after', undefined]);
  expect([0, 1, 2].map((place) => edgeOf(place, 1, 1))).toEqual([undefined, undefined, undefined]);
});
