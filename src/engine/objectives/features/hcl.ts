import { add, mul, type Scalar, type Tensor4D } from '@tensorflow/tfjs-core';
import { averagedTo } from '../maps.ts';
import { fixed, squaredError } from '../primitives.ts';

/** Sizes that maps are averaged to, where they are larger. */
const levels = [4, 2, 1];

/**
 * The hierarchical context loss of ReviewKD: mean squared error of two maps, and of the same averaged to 4², 2² and one pixel (levels
 * below the map's height), with weights 1, ½, ¼ … over their sum. Chen et al. 2021, arXiv 2104.09044, section 3.3.
 *
 * @param student [B, H, W, C]
 * @param teacher [B, H, W, C]
 */
export function hierarchicalContext(student: Tensor4D, teacher: Tensor4D): Scalar {
  const sizes = levels.filter((level) => level < student.shape[1]);
  const weights = [1, ...sizes.map((_, i) => 0.5 ** (i + 1))];
  const total = weights.reduce((a, b) => a + b, 0);
  const errors = [
    squaredError(student, teacher),
    ...sizes.map((size) =>
      squaredError(
        averagedTo(student, size, size),
        fixed([teacher], () => averagedTo(teacher, size, size)),
      ),
    ),
  ];
  return errors
    .map((error, i) => mul<Scalar>(error, (weights[i] ?? 0) / total))
    .reduce((sum, part) => add<Scalar>(sum, part));
}
