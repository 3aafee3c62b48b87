import type { Tensor4D } from '@tensorflow/tfjs-core';
import { averagedTo } from '../maps.ts';
import { fixed } from '../primitives.ts';

/** Two maps, of which the larger is averaged to the smaller one's height and width; the second is not differentiated. */
export function sameSize(student: Tensor4D, teacher: Tensor4D): readonly [Tensor4D, Tensor4D] {
  const [height, width] = [1, 2].map((axis) => Math.min(student.shape[axis] ?? 1, teacher.shape[axis] ?? 1));
  const sized = (map: Tensor4D) => averagedTo(map, height ?? 1, width ?? 1);
  return [sized(student), fixed([teacher], () => sized(teacher).clone())];
}
