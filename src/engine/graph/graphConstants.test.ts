import { expect, it } from 'vitest';
import { graphConstants } from './graphConstants.ts';

/** Shape of the scales of a constant that has so many. */
function scalesOf(shape: readonly number[], count: number): readonly number[] | undefined {
  const values = new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(0.5);
  const grid = { scales: new Float32Array(count).fill(0.5), least: -8, most: 7 };
  return graphConstants({ name: 'w', shape, values, grid })[1]?.entry.shape;
}

it('gives scales a shape that goes with the weight and does not raise its rank', () => {
  expect(scalesOf([3, 3, 4, 6], 6)).toEqual([6]);
  expect(scalesOf([3, 3, 6, 1], 6)).toEqual([6, 1]);
  expect(scalesOf([8, 1], 1)).toEqual([1]);
  // All that is left of a layer that was pruned to one channel.
  expect(scalesOf([1, 1, 1, 1], 1)).toEqual([1]);
  expect(scalesOf([3, 3, 1, 1], 1)).toEqual([1]);
});
