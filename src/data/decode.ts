/**
 * Files to pixels, in the browser's own decoders.
 */
import type { RejectedFile } from '../shared/records.ts';
import { type Said, words } from '../shared/sentence.ts';
import { squareOf } from './resample.ts';
import { type Extent, extentOf, headerLength } from './sources/extent.ts';
import type { LabelledFile } from './sources/folder.ts';
import { extensionOf } from './sources/imageKind.ts';

export interface DecodedFiles {
  /** Those that could be decoded, in the order given. */
  readonly files: readonly LabelledFile[];
  /** [files.length, size, size, 3], RGB, 0 … 255. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly rejected: readonly RejectedFile[];
}

/** Decodes under way at a time: enough to keep the decoder's threads busy, few enough for large photographs. */
const inFlight = 4;

/** Pixels of the largest picture that is decoded: 400 MB while it is, for each of those under way. */
const pixelsAtMost = 100e6;

/**
 * Decodes every file to `size` × `size`: upright as its EXIF orientation says, transparent parts on white, the short
 * side resized to `size`, the middle of the long side kept. What cannot be decoded is rejected with a reason.
 */
export async function decodeFiles(
  files: readonly LabelledFile[],
  size: number,
  onProgress: (done: number, total: number) => void,
): Promise<DecodedFiles> {
  const perImage = size * size * 3;
  const pixels = new Uint8Array(files.length * perImage);
  const reasons = new Array<Said | undefined>(files.length);
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < files.length) {
      const i = next++;
      const file = files[i];
      if (file) reasons[i] = await decodeInto(file, size, pixels, i * perImage);
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
    if (kept.length < i) pixels.copyWithin(kept.length * perImage, i * perImage, (i + 1) * perImage);
    kept.push(file);
  });
  return { files: kept, pixels: pixels.subarray(0, kept.length * perImage), rejected };
}

/** @returns why the file cannot be decoded, or undefined when it was. */
async function decodeInto(
  file: LabelledFile,
  size: number,
  pixels: Uint8Array,
  start: number,
): Promise<Said | undefined> {
  let bitmap: ImageBitmap;
  try {
    const head = new Uint8Array(await file.blob.slice(0, headerLength).arrayBuffer());
    const promised = extentOf(head);
    if (promised && isTooLarge(promised)) return tooLarge(promised);
    bitmap = await createImageBitmap(file.blob, { imageOrientation: 'from-image' });
  } catch {
    return extensionOf(file.path) === 'avif'
      ? words`It could not be decoded: it is damaged, or this browser does not read AVIF.`
      : words`It could not be decoded: it is damaged, or of a kind that this browser does not read.`;
  }
  try {
    // Of formats whose header is not read here.
    if (isTooLarge(bitmap)) return tooLarge(bitmap);
    const { data, width, height } = readPixels(bitmap, size);
    squareOf(data, width, height, size, pixels, start);
    return undefined;
  } catch {
    return words`It could not be decoded: its ${bitmap.width} × ${bitmap.height} pixels are too many for this browser.`;
  } finally {
    bitmap.close();
  }
}

const isTooLarge = ({ width, height }: Extent) => width * height > pixelsAtMost;

const tooLarge = ({ width, height }: Extent) =>
  words`Its ${width} × ${height} pixels are more than the ${pixelsAtMost / 1e6} million that are read; make it smaller.`;

/**
 * The bitmap's pixels on white. One much larger than needed is first halved, and halved again, by the canvas: at
 * exactly one half, bilinear sampling is the mean of four pixels in every browser.
 */
function readPixels(bitmap: ImageBitmap, size: number): ImageData {
  let { width, height } = bitmap;
  let source: CanvasImageSource = bitmap;
  for (;;) {
    const halve = Math.min(width, height) >= 8 * size;
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
