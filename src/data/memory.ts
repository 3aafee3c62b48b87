/**
 * What fits: decoded images lie in memory whole, three bytes a pixel.
 */

import { problem } from '../lang/problem.ts';
import { words } from '../lang/sentence.ts';
import { fields } from '../spec/experiment.ts';

/** Bytes of decoded images that are accepted; training needs as much again, and a browser's tab has about 4 GB. */
const mostBytes = 768 * 2 ** 20;

const megabytes = (bytes: number) => Math.ceil(bytes / 1e6);

/**
 * @param size height and width of the images as networks see them.
 * @param bytes of all of them as they are kept.
 * @throws ProblemError dataset-too-large, before anything is decoded, saying which image size would fit.
 */
export function requireMemory(
  count: number,
  size: number,
  bytes: number = count * size * size * 3,
  limit: number = mostBytes,
): void {
  if (bytes <= limit) return;
  const perPixel = bytes / (count * size * size);
  const fitting = Math.floor(Math.sqrt(limit / (perPixel * count)));
  const rounded = fitting >= 16 ? fitting - (fitting % 8) : fitting;
  throw problem(
    'dataset-too-large',
    words`${count} images of ${size} × ${size} pixels take ${megabytes(bytes)} MB of memory; at most ${megabytes(limit)} MB fit.`,
    rounded >= fields.imageSize.minimum
      ? words`Choose an image size of ${rounded} or less, or use fewer images.`
      : words`Use at most ${Math.floor(limit / (perPixel * fields.imageSize.minimum ** 2))} images.`,
  );
}
