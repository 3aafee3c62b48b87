/**
 * Batches of normalised, augmented pixels from images in memory.
 *
 * Normalisation has only 256 × 3 outcomes, so it is a table; what is left of the work is copying, and mirror and shift
 * are folded into where a pixel is copied from.
 */

import type { ImageSet } from '../../base/imageSet.ts';
import type { AugmentationName } from '../../spec/choices.ts';
import { normalisingTables } from '../../spec/normalisation.ts';
import { type Batches, heldArrays } from '../batches.ts';
import { centreBatches, cropBatches } from './cropBatches.ts';
import { drawsFrom, seedOf } from './draws.ts';

/** How one version of an image differs from the image: mirrored left to right, then moved right and down by pixels. */
interface View {
  readonly mirrored: boolean;
  readonly right: number;
  readonly down: number;
}

/** Those whose versions are the same pixels elsewhere. */
type ShiftName = Exclude<AugmentationName, 'crop'>;

/**
 * How many versions an image has. Mirror images are two, whatever `views` says.
 *
 * @param views of what is drawn at random; 0 for infinitely many.
 */
function versionsOf(augmentation: ShiftName, views: number): number {
  if (augmentation === 'none') return 1;
  if (augmentation === 'flip') return 2;
  return views === 0 ? Number.POSITIVE_INFINITY : views;
}

/**
 * Version `version` (a whole number in [0, 2^32)) of an image of height and width `size` under `augmentation`.
 *
 * `flip`: odd versions are mirrored. `flip-shift`: the version is a seed; mirror and a shift of up to size/8 pixels in
 * either direction are drawn from it, uniformly and independently.
 */
export function viewOf(augmentation: ShiftName, version: number, size: number): View {
  if (augmentation === 'none') return { mirrored: false, right: 0, down: 0 };
  if (augmentation === 'flip') return { mirrored: version % 2 === 1, right: 0, down: 0 };
  const reach = Math.floor(size / 8);
  const choices = 2 * reach + 1;
  const draw = drawsFrom(version);
  const mirrored = draw() >= 0x80000000;
  const right = (draw() % choices) - reach;
  return { mirrored, right, down: (draw() % choices) - reach };
}

/**
 * The images as batches of S × S pixels.
 *
 * @param images for `crop` kept whole (with `aspects`), for everything else not.
 * @param views how many random views each image has under `flip-shift` and `crop`; 0 for a new one every time.
 */
export function batchesOf(images: ImageSet, augmentation: AugmentationName, views = 0): Batches {
  const { aspects } = images;
  if ((augmentation === 'crop') !== (aspects !== undefined)) {
    throw new RangeError(
      aspects
        ? `Images that are kept whole are for crops, not for ${augmentation}.`
        : 'Crops are cut from images that are kept whole.',
    );
  }
  return augmentation === 'crop'
    ? cropBatches({ ...images, aspects: aspects as Float32Array }, views)
    : shiftBatches(images, augmentation, views);
}

/**
 * Training images in one version, as validation images are shown: without augmentation, and of what is kept whole the centre.
 *
 * @param centreCrop share of the short side, (0, 1].
 */
export const asValidation = (images: ImageSet, centreCrop: number): Batches =>
  images.aspects
    ? centreBatches({ ...images, aspects: images.aspects }, centreCrop)
    : batchesOf(images, 'none');

/** Edges that a shift uncovers are filled by reflection (numpy's `reflect`: the edge is not repeated). */
function shiftBatches(images: ImageSet, augmentation: ShiftName, views: number): Batches {
  const { count, size, pixels, labels } = images;
  const [redTable, greenTable, blueTable] = normalisingTables();
  const perImage = size * size * 3;
  const columns = new Int32Array(size);
  const arrayFor = heldArrays(perImage);
  const shown = (image: number, version: number) =>
    viewOf(augmentation, augmentation === 'flip-shift' ? seedOf(image, version, views) : version, size);

  const copy = (image: number, view: View, out: Float32Array, at: number) => {
    for (let x = 0; x < size; x++) {
      const from = reflect(x - view.right, size);
      columns[x] = 3 * (view.mirrored ? size - 1 - from : from);
    }
    let to = at;
    for (let y = 0; y < size; y++) {
      const row = image * perImage + 3 * size * reflect(y - view.down, size);
      for (let x = 0; x < size; x++) {
        const from = row + (columns[x] as number);
        out[to] = redTable[pixels[from] as number] as number;
        out[to + 1] = greenTable[pixels[from + 1] as number] as number;
        out[to + 2] = blueTable[pixels[from + 2] as number] as number;
        to += 3;
      }
    }
  };

  return {
    count,
    size,
    labels,
    versions: versionsOf(augmentation, views),
    pixels,
    views(indices, versions, into) {
      indices.forEach((image, i) => {
        const { mirrored, right, down } = shown(image, versions[i] ?? 0);
        into.set([image, mirrored ? 1 : 0, right, down], 4 * i);
      });
    },
    fill(indices, versions) {
      const out = arrayFor(indices.length);
      indices.forEach((image, i) => {
        copy(image, shown(image, versions[i] ?? 0), out, i * perImage);
      });
      return out;
    },
  };
}

/** Position −1 is 1, position `size` is size − 2; valid for −size < position < 2·size − 1. */
function reflect(position: number, size: number): number {
  if (position < 0) return -position;
  return position < size ? position : 2 * (size - 1) - position;
}
