/**
 * How large a picture says it is, read from its header: a few hundred bytes can promise gigabytes of pixels, and the
 * decoder would believe them.
 */
import { type FileWindow, windowOn } from './fileWindow.ts';
import { largestInBoxes } from './isoBoxes.ts';

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/**
 * Width and height of a PNG (W3C PNG 11.2.2), JPEG (ITU-T T.81 B.2.2), WebP (RFC 9649), BMP (Windows' bitmap headers), GIF
 * (GIF89a 18 and 20), AVIF or HEIC (ISO/IEC 23008-12), before any rotation.
 *
 * @returns undefined for other formats, and where the header does not say
 * @throws what reading the file throws
 */
export async function extentOf(file: Blob): Promise<Extent | undefined> {
  const window = windowOn(file);
  try {
    const start = await window.view(0, Math.min(32, file.size));
    if (start.getUint32(0) === 0x89504e47) {
      return { width: start.getUint32(16), height: start.getUint32(20) };
    }
    if (start.getUint16(0) === 0xffd8) return await jpegExtent(window);
    if (textAt(start, 0) === 'RIFF' && textAt(start, 8) === 'WEBP') return webpExtent(start);
    if (start.getUint16(0) === 0x424d) return bmpExtent(start);
    if (textAt(start, 0) === 'GIF8') return await gifExtent(window);
    if (textAt(start, 4) === 'ftyp') return await largestInBoxes(window);
    return undefined;
  } catch (error) {
    // The file ends within its header.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const textAt = (view: DataView, at: number) =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

/** Bytes between a JPEG's segments: more are damage, and to look through megabytes of it takes long. */
const mostSkipped = 2 ** 16;

/**
 * Walks over segments to the frame header: the markers from 0xc0 to 0xcf, less three that mean something else. Between
 * segments everything is skipped that libjpeg skips: bytes before a 0xff, and a 0xff before 0.
 */
async function jpegExtent(window: FileWindow): Promise<Extent | undefined> {
  let at = 2;
  let skipped = 0;
  while (skipped <= mostSkipped) {
    const byte = (await window.view(at, 2)).getUint8(0);
    const marker = (await window.view(at, 2)).getUint8(1);
    // Any number of 0xff may stand before a marker.
    if (byte !== 0xff || marker === 0xff) {
      at += 1;
      skipped += 1;
      continue;
    }
    if (marker === 0) {
      at += 2;
      skipped += 2;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const frame = await window.view(at, 9);
      return { height: frame.getUint16(5), width: frame.getUint16(7) };
    }
    // Pixels begin, or the file ends, without a frame header.
    if (marker === 0xda || marker === 0xd9) return undefined;
    // Restarts, and the temporary marker, stand alone.
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (isAlone) skipped += 2;
    at += isAlone ? 2 : 2 + (await window.view(at + 2, 2)).getUint16(0);
  }
  return undefined;
}

/** Three kinds: extended, lossless and lossy. */
function webpExtent(view: DataView): Extent | undefined {
  const threeBytes = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  switch (textAt(view, 12)) {
    case 'VP8X':
      return { width: 1 + threeBytes(24), height: 1 + threeBytes(27) };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return undefined;
  }
}

/** A height below 0 means rows from the top; OS/2's first header, of 12 bytes, has short numbers. */
function bmpExtent(view: DataView): Extent {
  if (view.getUint32(14, true) === 12) {
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  }
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

/** The screen, which decoders enlarge to a first picture that reaches beyond it. */
async function gifExtent(window: FileWindow): Promise<Extent | undefined> {
  const screen = await window.view(0, 13);
  const colours = screen.getUint8(10);
  let at = 13 + (colours & 0x80 ? 3 * 2 ** ((colours & 7) + 1) : 0);
  for (;;) {
    const block = (await window.view(at, 1)).getUint8(0);
    if (block === 0x2c) {
      const picture = await window.view(at + 1, 8);
      const reach = (from: number) => picture.getUint16(from, true) + picture.getUint16(from + 4, true);
      return {
        width: Math.max(screen.getUint16(6, true), reach(0)),
        height: Math.max(screen.getUint16(8, true), reach(2)),
      };
    }
    if (block !== 0x21) return undefined;
    // An extension: its kind, then blocks of up to 255 bytes, to one of none.
    at += 2;
    for (let length = -1; length !== 0; at += 1 + length) length = (await window.view(at, 1)).getUint8(0);
  }
}
