import { expect, it } from 'vitest';
import { kernelAt, kernelPicture, placeOf, toldOf } from './kernels.ts';

it('finds the kernel of a place and a group', () => {
  const layer = {
    ...{ name: 'stem.1', kernel: 1, groups: 2, places: 2 },
    kernels: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
  };
  const place = placeOf({ x: 0.9, y: 0.2 }, 2);
  expect(place).toEqual({ row: 0, column: 1 });
  expect([...kernelAt(layer, place, 1)]).toEqual([3]);
  expect(placeOf({ x: 1.2, y: -1 }, 2)).toEqual({ row: 0, column: 1 });
});

it('draws 0 as grey, and tells the largest and the smallest number with their places', () => {
  const values = Float32Array.of(0, 0.5, -0.25, 0);
  const { rgba } = kernelPicture(values, 2);
  expect([0, 4, 8].map((i) => rgba[i])).toEqual([128, 255, 64]);
  expect(toldOf(values, 2)).toMatchObject({ mostAt: [1, 2], leastAt: [2, 1] });
});
