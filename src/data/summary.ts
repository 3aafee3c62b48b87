/**
 * What a person sees of a dataset before training on it.
 */
import type { Dataset, ImageSet } from '../base/imageSet.ts';
import type { DatasetSummary, SplitSummary, Thumbnail } from '../protocol/records.ts';
import { squareOf } from './resample.ts';
import { boxOf, cropSize } from './shapes.ts';

/** Pictures shown of each class. */
const thumbnailsPerClass = 4;
/** Larger images are reduced to at most this height and width for looking at. */
const largestThumbnail = 64;

export function summarise(
  dataset: Dataset,
  about: Pick<DatasetSummary, 'label' | 'split' | 'rejected' | 'understood'>,
): DatasetSummary {
  const { id, classes, train, validation, unlabelled } = dataset;
  return {
    id,
    label: about.label,
    classes,
    imageSize: validation.size,
    train: countSplit(train, classes.length),
    validation: countSplit(validation, classes.length),
    split: about.split,
    rejected: about.rejected,
    ...(unlabelled ? { distilImages: unlabelled.id } : {}),
    ...(about.understood === undefined ? {} : { understood: about.understood }),
    thumbnails: sampleThumbnails(train, classes.length),
    bytes: train.pixels.byteLength + validation.pixels.byteLength,
  };
}

function countSplit(images: ImageSet, classes: number): SplitSummary {
  const perClass = new Array<number>(classes).fill(0);
  for (const label of images.labels) perClass[label] = (perClass[label] ?? 0) + 1;
  return { count: images.count, perClass };
}

/** The first training images of each class, in class order. */
function sampleThumbnails(train: ImageSet, classes: number): Thumbnail[] {
  const chosen = Array.from({ length: classes }, (): number[] => []);
  train.labels.forEach((label, index) => {
    const mine = chosen[label];
    if (mine && mine.length < thumbnailsPerClass) mine.push(index);
  });
  return chosen.flat().map((index) => pictureOf(train, 'train', index));
}

/** The middle of a picture that is kept whole, in its own proportions, as a set of one image. */
function middleOf({ size: whole, pixels, labels }: ImageSet, index: number, aspect: number): ImageSet {
  const size = cropSize(whole);
  const original = boxOf({ kind: 'centre', size, share: 1 }, aspect * whole, whole);
  const box = { ...original, left: original.left / aspect, width: original.width / aspect };
  const square = new Uint8Array(size * size * 3);
  const start = index * whole * whole * 3;
  squareOf({ pixels, start, width: whole, height: whole, channels: 3 }, box, size, square, 0);
  return { count: 1, size, pixels: square, labels: labels.subarray(index, index + 1) };
}

/**
 * One image as a picture, RGBA; images above 64 × 64 are reduced to at most that by averaging whole blocks of pixels.
 * Also serves pictures of validation images.
 */
export function pictureOf(images: ImageSet, split: Thumbnail['split'], index: number): Thumbnail {
  const aspect = images.aspects?.[index];
  if (aspect !== undefined) {
    return { ...pictureOf(middleOf(images, index, aspect), split, 0), index };
  }
  const { size, pixels } = images;
  const block = Math.ceil(size / largestThumbnail);
  const side = Math.floor(size / block);
  const rgba = new Uint8ClampedArray(side * side * 4);
  const start = index * size * size * 3;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const to = 4 * (y * side + x);
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let dy = 0; dy < block; dy++) {
          const row = start + 3 * ((y * block + dy) * size + x * block) + channel;
          for (let dx = 0; dx < block; dx++) sum += pixels[row + 3 * dx] as number;
        }
        rgba[to + channel] = sum / (block * block);
      }
      rgba[to + 3] = 255;
    }
  }
  return { split, index, label: images.labels[index] as number, size: side, rgba };
}
