/**
 * Sizes of pictures in the boxes of ISO's base media file format (ISO/IEC 14496-12), which AVIF and HEIC are kept in.
 */
import type { FileWindow } from './fileWindow.ts';

/** Boxes on the way to a size, and how many bytes stand in each before the boxes inside it. */
const outer: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0, moov: 0, trak: 0 };
/** Far more than a picture of many tiles has. */
const mostBoxes = 4096;

/**
 * The largest of all pictures that a file describes, since any may be what is shown: tiles and thumbnails are smaller than
 * the whole (`ispe`, ISO/IEC 23008-12 6.5.3), and a sequence has its size in its track (`tkhd`).
 *
 * @returns undefined where none has a size
 * @throws RangeError where the file ends within a box
 */
export async function largestInBoxes(
  window: FileWindow,
): Promise<{ readonly width: number; readonly height: number } | undefined> {
  let largest: { readonly width: number; readonly height: number } | undefined;
  let left = mostBoxes;
  const take = (width: number, height: number) => {
    if (width * height > (largest ? largest.width * largest.height : 0)) largest = { width, height };
  };
  const walk = async (from: number, to: number): Promise<void> => {
    for (let at = from; at + 8 <= to; ) {
      if (left-- === 0) throw new RangeError('too many boxes');
      const header = await window.view(at, 8);
      const short = header.getUint32(0);
      const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => header.getUint8(i)));
      // 1: the length follows, in 64 bits; 0: to the end of the file.
      const headerLength = short === 1 ? 16 : 8;
      const long = short === 1 ? Number((await window.view(at + 8, 8)).getBigUint64(0)) : short;
      const end = short === 0 ? to : at + long;
      if (end < at + headerLength || end > to) throw new RangeError('beyond its box');
      const before = outer[type];
      if (before !== undefined) await walk(at + headerLength + before, end);
      if (type === 'ispe') {
        const size = await window.view(at + headerLength + 4, 8);
        take(size.getUint32(0), size.getUint32(4));
      }
      if (type === 'tkhd') {
        const size = await window.view(end - 8, 8);
        take(size.getUint32(0) >>> 16, size.getUint32(4) >>> 16);
      }
      at = end;
    }
  };
  await walk(0, window.size);
  return largest;
}
