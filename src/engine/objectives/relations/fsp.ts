import {
  matMul,
  maxPool,
  mul,
  reshape,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { averagedTo } from '../maps.ts';
import { fixed, rootOf, squaredError } from '../primitives.ts';

/** Two maps of one network, [B, H, W, C], the earlier first. */
export type MapPair = readonly [earlier: Tensor4D, later: Tensor4D];

/**
 * Mean (G_t − G_s)², G = 1/HW Σ_pixels F_1 ⊗ F_2 of an earlier and a later map, the larger of the two averaged to the other's size.
 * Yim et al. 2017 (CVPR), equations 1 and 2, as RepDistiller's `FSP`.
 *
 * @param student channels as the teacher's
 */
export function flowBetween(student: MapPair, teacher: MapPair): Scalar {
  const target = fixed(teacher, () => flow(teacher, averagedTo));
  return squaredError(flow(student, averagedTo), target);
}

/**
 * 1/B Σ_images Σ_(channels of the later) ‖G_t − G_s‖₂ over those of the earlier, the larger map reduced to its largest numbers:
 * torchdistill's `FSPLoss`. Sizes divide each other.
 */
export function flowBetweenMaxima(student: MapPair, teacher: MapPair): Scalar {
  const apart = sub(
    flow(student, largestOf),
    fixed(teacher, () => flow(teacher, largestOf)),
  );
  return mul<Scalar>(sum(rootOf(sum(square(apart), 1))), 1 / student[0].shape[0]);
}

/** [B, C_1, C_2] */
function flow([earlier, later]: MapPair, reduced: typeof averagedTo) {
  const [height, width] = [1, 2].map((axis) => Math.min(earlier.shape[axis] ?? 1, later.shape[axis] ?? 1));
  const pixels = (map: Tensor4D) => {
    const [batch, , , channels] = map.shape;
    const sized = reduced(map, height ?? 1, width ?? 1);
    return reshape(sized, [batch, (height ?? 1) * (width ?? 1), channels]);
  };
  const products = matMul(pixels(earlier), pixels(later), true, false);
  return mul(products, 1 / ((height ?? 1) * (width ?? 1)));
}

function largestOf(map: Tensor4D, height: number, width: number): Tensor4D {
  const [, from, across] = map.shape;
  if (from === height && across === width) return map;
  if (from % height !== 0 || across % width !== 0) {
    throw new RangeError(`${from}×${across} pixels cannot be divided into ${height}×${width} windows.`);
  }
  const window: [number, number] = [from / height, across / width];
  return maxPool(map, window, window, 'valid');
}
