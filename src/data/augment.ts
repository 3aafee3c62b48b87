/**
 * Batches of normalised, augmented pixels from images in memory.
 *
 * Normalisation has only 256 × 3 outcomes, so it is a table; what is left of the work is copying, and mirror and shift
 * are folded into where a pixel is copied from.
 */
import type { AugmentationName } from '../shared/choices.ts';
import type { ImageSet } from '../shared/imageSet.ts';
import { normalisingTables } from '../shared/normalisation.ts';

/** What the engine asks for batches of; the same shape as its `BatchSource`. */
export interface Batches {
  readonly count: number;
  /** Height and width, S. */
  readonly size: number;
  /** Class numbers, [count]. */
  readonly labels: Int32Array;
  /** How many versions of each image there are: 1, 2 (mirrored or not), or Infinity. */
  readonly versions: number;
  /** RGB bytes, [count, S, S, 3]. */
  readonly pixels: Uint8Array;
  /**
   * Normalised float32 pixels [indices.length, S, S, 3] of images `indices` in versions `versions`.
   * The array is reused by the next call of the same length.
   */
  fill(indices: Int32Array, versions: Uint32Array): Float32Array;
  /** The same as rows of (image, 1 if mirrored, right, down), written to `into`. */
  views(indices: Int32Array, versions: Uint32Array, into: Int32Array): void;
}

/** How one version of an image differs from the image: mirrored left to right, then moved right and down by pixels. */
interface View {
  readonly mirrored: boolean;
  readonly right: number;
  readonly down: number;
}

const versionsOf = {
  none: 1,
  flip: 2,
  'flip-shift': Number.POSITIVE_INFINITY,
  crop: Number.POSITIVE_INFINITY,
} as const;

/**
 * Version `version` (a whole number in [0, 2^32)) of an image of height and width `size` under `augmentation`.
 *
 * `flip`: odd versions are mirrored. `flip-shift`: the version is a seed; mirror and a shift of up to size/8 pixels in
 * either direction are drawn from it, uniformly and independently.
 */
export function viewOf(augmentation: AugmentationName, version: number, size: number): View {
  if (augmentation === 'none') return { mirrored: false, right: 0, down: 0 };
  if (augmentation === 'flip') return { mirrored: version % 2 === 1, right: 0, down: 0 };
  const reach = Math.floor(size / 8);
  const choices = 2 * reach + 1;
  let drawn = scramble(version);
  const mirrored = drawn >= 0x80000000;
  drawn = scramble(drawn + 0x9e3779b9);
  const right = (drawn % choices) - reach;
  drawn = scramble(drawn + 0x9e3779b9);
  return { mirrored, right, down: (drawn % choices) - reach };
}

/** 32-bit avalanche ("lowbias32", Chris Wellons' hash prospector, public domain): every bit in changes half of those out. */
function scramble(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The images as batches. Edges that a shift uncovers are filled by reflection (numpy's `reflect`: the edge is not repeated). */
export function batchesOf(images: ImageSet, augmentation: AugmentationName): Batches {
  const { count, size, pixels, labels } = images;
  const [redTable, greenTable, blueTable] = normalisingTables();
  const perImage = size * size * 3;
  const columns = new Int32Array(size);
  const held = new Map<number, Float32Array>();

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
    versions: versionsOf[augmentation],
    pixels,
    views(indices, versions, into) {
      indices.forEach((image, i) => {
        const { mirrored, right, down } = viewOf(augmentation, versions[i] ?? 0, size);
        into.set([image, mirrored ? 1 : 0, right, down], 4 * i);
      });
    },
    fill(indices, versions) {
      let out = held.get(indices.length);
      if (!out) {
        out = new Float32Array(indices.length * perImage);
        held.set(indices.length, out);
      }
      for (let i = 0; i < indices.length; i++) {
        const view = viewOf(augmentation, versions[i] ?? 0, size);
        copy(indices[i] as number, view, out, i * perImage);
      }
      return out;
    },
  };
}

/** Position −1 is 1, position `size` is size − 2; valid for −size < position < 2·size − 1. */
function reflect(position: number, size: number): number {
  if (position < 0) return -position;
  return position < size ? position : 2 * (size - 1) - position;
}
