/**
 * Random resized crops, as networks are trained on ImageNet with them (Szegedy et al. 2015, section 6; the same draws as
 * `get_params` of torchvision's RandomResizedCrop with its default scale and ratio, and RandomHorizontalFlip).
 *
 * The draws differ from torchvision's in one thing: corners and sides are not rounded to the original's pixels, which are
 * not known here.
 */
import { boxOf } from '../shapes.ts';
import { drawsFrom } from './draws.ts';

/** A part of a picture, in shares of its width and height, and whether it is shown mirrored. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly mirrored: boolean;
}

/** Smallest and largest share of the picture's area. */
const areas = [0.08, 1] as const;
/** Narrowest and widest width / height of a crop. */
const ratios = [3 / 4, 4 / 3] as const;
const attempts = 10;

/**
 * @param seed a whole number in [0, 2^32), which decides the crop.
 * @param aspect width / height of the picture.
 */
export function cropOf(seed: number, aspect: number): Crop {
  const draw = drawsFrom(seed);
  const mirrored = draw() >= 0x80000000;
  const between = (low: number, high: number) => low + (high - low) * (draw() / 2 ** 32);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const area = between(areas[0], areas[1]);
    const ratio = Math.exp(between(Math.log(ratios[0]), Math.log(ratios[1])));
    // width · height = area, and width·aspect / height = ratio.
    const width = Math.sqrt((area * ratio) / aspect);
    const height = Math.sqrt((area * aspect) / ratio);
    if (width > 1 || height > 1) continue;
    return { left: between(0, 1 - width), top: between(0, 1 - height), width, height, mirrored };
  }
  // The largest part at the centre whose ratio is allowed.
  const width = Math.min(1, ratios[1] / aspect);
  const height = Math.min(1, aspect / ratios[0]);
  return { left: (1 - width) / 2, top: (1 - height) / 2, width, height, mirrored };
}

/**
 * The part at the centre that is left of a picture whose short side was resized to S / `share` and then cut to S × S.
 *
 * @param aspect width / height of the picture.
 */
export function centreOf(aspect: number, size: number, share: number): Crop {
  const { left, top, width, height } = boxOf({ kind: 'centre', size, share }, aspect, 1);
  return { left: left / aspect, top, width: width / aspect, height, mirrored: false };
}
