import { expect, it } from 'vitest';
import { predictionsFrom } from '../protocol/imagePredictions.ts';
import { nearestTeacher, rightCounts, rightKinds, whoIsRight } from './whoIsRight.ts';

const labels = Int32Array.of(0, 1, 0, 1);
/** Says these classes. */
const saying = (...classes: readonly number[]) =>
  predictionsFrom(Float32Array.from(classes.flatMap((k) => [k === 0 ? 3 : 0, k === 1 ? 3 : 0])), labels);

const [first, second, third] = [saying(0, 1, 1, 0), saying(0, 0, 0, 0), saying(0, 1, 1, 0)];

it('says of each image whether one teacher alone is right, all, some or none', () => {
  expect(whoIsRight([first, second])).toEqual(['all', 0, 1, 'none']);
  expect(whoIsRight([first, second, third])).toEqual(['all', 'some', 1, 'none']);
  expect(rightKinds(2)).toEqual([0, 1, 'all', 'none']);
  expect(rightKinds(3)).toEqual([0, 1, 2, 'some', 'all', 'none']);
});

it('counts the images of each kind, and on how many the student is right', () => {
  const kinds = whoIsRight([first, second]);
  expect(rightCounts(kinds, 2, saying(0, 1, 1, 1))).toEqual([
    { kind: 0, images: 1, student: 1 },
    { kind: 1, images: 1, student: 0 },
    { kind: 'all', images: 1, student: 1 },
    { kind: 'none', images: 1, student: 1 },
  ]);
  expect(rightCounts(kinds, 2, undefined).every(({ student }) => student === undefined)).toBe(true);
});

it('names the teacher that the student is nearest to, where each distance is known', () => {
  expect(nearestTeacher([Float32Array.of(0.5, 0.1), Float32Array.of(0.2, 0.1)], 0)).toBe(1);
  expect(nearestTeacher([Float32Array.of(0.5, 0.1), Float32Array.of(0.2, 0.1)], 1)).toBe(0);
  expect(nearestTeacher([undefined, undefined], 0)).toBeUndefined();
});
