/**
 * Files to pixels, in the browser's own decoders.
 */

import { type Said, words } from '../lang/sentence.ts';
import type { RejectedFile } from '../protocol/records.ts';
import { createPixelBudget } from './pixelBudget.ts';
import { squareOf } from './resample.ts';
import { boxOf, resizedShortSide, type Shape } from './shapes.ts';
import { type Extent, extentOf } from './sources/extent.ts';
import type { LabelledFile } from './sources/folder.ts';
import { extensionOf } from './sources/imageKind.ts';

/** All pictures in one shape. */
export interface DecodedPictures {
  /** Height and width, S. */
  readonly size: number;
  /** [files.length, S, S, 3], RGB, 0 … 255. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export interface DecodedFiles<Shapes extends readonly Shape[]> {
  /** Those that could be decoded, in the order given. */
  readonly files: readonly LabelledFile[];
  /** For each of the shapes asked for. */
  readonly pictures: { readonly [Index in keyof Shapes]: DecodedPictures };
  /** [files.length], width / height of the originals. */
  readonly aspects: Float32Array;
  readonly rejected: readonly RejectedFile[];
}

/** Decodes under way at a time: enough to keep the decoder's threads busy, few enough for large photographs. */
const inFlight = 4;

/** Pixels of the largest picture that is decoded, and of all that are at a time: 400 MB while they are. */
const pixelsAtMost = 100e6;
const pixelBudget = createPixelBudget(pixelsAtMost);

/**
 * Decodes every file to each of `shapes`: upright as its EXIF orientation says, transparent parts on white. What cannot be
 * decoded is rejected with a reason.
 */
export async function decodeFiles<const Shapes extends readonly Shape[]>(
  files: readonly LabelledFile[],
  shapes: Shapes,
  onProgress: (done: number, total: number) => void,
): Promise<DecodedFiles<Shapes>> {
  const pictures = shapes.map(({ size }) => ({
    size,
    pixels: new Uint8Array(files.length * size * size * 3),
  }));
  const aspects = new Float32Array(files.length);
  const reasons = new Array<Said | undefined>(files.length);
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < files.length) {
      const i = next++;
      const file = files[i];
      if (file) {
        reasons[i] = await decodeOne(file, nearestSide(shapes), ({ data, width, height }, aspect) => {
          aspects[i] = aspect;
          const pixels = new Uint8Array(data.buffer, data.byteOffset, data.length);
          const raster = { pixels, start: 0, width, height, channels: 4 } as const;
          shapes.forEach((shape, which) => {
            const into = pictures[which]?.pixels;
            const start = i * shape.size * shape.size * 3;
            if (into) squareOf(raster, boxOf(shape, width, height), shape.size, into, start);
          });
        });
      }
      onProgress(++done, files.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, files.length) }, work));

  const kept: LabelledFile[] = [];
  const rejected: RejectedFile[] = [];
  files.forEach((file, i) => {
    const reason = reasons[i];
    if (reason !== undefined) {
      rejected.push({ path: file.path, reason });
      return;
    }
    if (kept.length < i) {
      for (const { size, pixels } of pictures) {
        const perImage = size * size * 3;
        pixels.copyWithin(kept.length * perImage, i * perImage, (i + 1) * perImage);
      }
      aspects.copyWithin(kept.length, i, i + 1);
    }
    kept.push(file);
  });
  const closed = pictures.map(({ size, pixels }) => ({
    size,
    pixels: pixels.subarray(0, kept.length * size * size * 3),
  }));
  return {
    files: kept,
    pictures: closed as unknown as DecodedFiles<Shapes>['pictures'],
    aspects: aspects.subarray(0, kept.length),
    rejected,
  };
}

/** Pixels of the short side that the largest of the shapes is made of. */
const nearestSide = (shapes: readonly Shape[]) => Math.max(...shapes.map(resizedShortSide));

/**
 * @param side pixels that the short side is needed at.
 * @param take receives the pixels on white, perhaps reduced, and the original's width / height.
 * @returns why the file cannot be decoded, or undefined when it was.
 */
async function decodeOne(
  file: LabelledFile,
  side: number,
  take: (image: ImageData, aspect: number) => void,
): Promise<Said | undefined> {
  let promised: Extent | undefined;
  try {
    promised = await extentOf(file.blob);
  } catch {
    return undecoded(file);
  }
  if (!promised) return withoutSize(file);
  if (isTooLarge(promised)) return tooLarge(promised);
  return pixelBudget.spend(promised.width * promised.height, () => decodePromised(file, side, take));
}

async function decodePromised(
  ...[file, side, take]: Parameters<typeof decodeOne>
): Promise<Said | undefined> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file.blob, { imageOrientation: 'from-image' });
  } catch {
    return undecoded(file);
  }
  try {
    // Its header may not have told the truth.
    if (isTooLarge(bitmap)) return tooLarge(bitmap);
    take(readPixels(bitmap, side), bitmap.width / bitmap.height);
    return undefined;
  } catch {
    return words`It could not be decoded: its ${bitmap.width} × ${bitmap.height} pixels are too many for this browser.`;
  } finally {
    bitmap.close();
  }
}

const undecoded = ({ path }: LabelledFile) =>
  extensionOf(path) === 'avif'
    ? words`It could not be decoded: it is damaged, or this browser does not read AVIF.`
    : words`It could not be decoded: it is damaged, or of a kind that this browser does not read.`;

/** What does not say how large it is may be of any size. */
const withoutSize = ({ path }: LabelledFile) =>
  extensionOf(path) === 'avif'
    ? words`It was not decoded: it is damaged, or no AVIF, as its width and height were not found.`
    : words`It was not decoded: it is damaged, or of a kind that is not read here, as its width and height were not found.`;

const isTooLarge = ({ width, height }: Extent) => width * height > pixelsAtMost;

const tooLarge = ({ width, height }: Extent) =>
  words`Its ${width} × ${height} pixels are more than the ${pixelsAtMost / 1e6} million that are read; make it smaller.`;

/**
 * The bitmap's pixels on white. One much larger than needed is first halved, and halved again, by the canvas: at
 * exactly one half, bilinear sampling is the mean of four pixels in every browser.
 */
function readPixels(bitmap: ImageBitmap, side: number): ImageData {
  let { width, height } = bitmap;
  let source: CanvasImageSource = bitmap;
  for (;;) {
    const halve = Math.min(width, height) >= 8 * side;
    const nextWidth = halve ? width >> 1 : width;
    const nextHeight = halve ? height >> 1 : height;
    const canvas = new OffscreenCanvas(nextWidth, nextHeight);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, nextWidth, nextHeight);
    context.imageSmoothingQuality = 'low';
    // An odd last row or column is left out, so that the ratio is one half exactly.
    const usedWidth = halve ? 2 * nextWidth : width;
    const usedHeight = halve ? 2 * nextHeight : height;
    context.drawImage(source, 0, 0, usedWidth, usedHeight, 0, 0, nextWidth, nextHeight);
    if (!halve) return context.getImageData(0, 0, width, height);
    source = canvas;
    width = nextWidth;
    height = nextHeight;
  }
}
