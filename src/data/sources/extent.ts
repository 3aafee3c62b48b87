/**
 * How large a picture says it is, read from its header: a few hundred bytes can promise gigabytes of pixels, and the
 * decoder would believe them.
 */

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Bytes that are looked at; a JPEG's dimensions come after its colour profile and thumbnail. */
export const headerLength = 1 << 18;

/**
 * Width and height of a PNG (W3C PNG 11.2.2), JPEG (ITU-T T.81 B.2.2), WebP (RFC 9649) or BMP (Windows' bitmap
 * headers), before any rotation.
 *
 * @param head the first `headerLength` bytes, or the whole file where it is shorter
 * @returns undefined for other formats, and where the header does not say
 */
export function extentOf(head: Uint8Array): Extent | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (view.getUint16(0) === 0xffd8) return jpegExtent(view);
    if (view.getUint32(0) === fourLetters('RIFF') && view.getUint32(8) === fourLetters('WEBP')) {
      return webpExtent(view);
    }
    if (view.getUint16(0) === 0x424d) return bmpExtent(view);
    return undefined;
  } catch (error) {
    // The file ends within its header.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const fourLetters = (text: string) =>
  Array.from(text).reduce((word, letter) => word * 256 + letter.charCodeAt(0), 0);

/** Walks over segments to the frame header: the markers from 0xc0 to 0xcf, less three that mean something else. */
function jpegExtent(view: DataView): Extent | undefined {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // Pixels begin, or the file ends, without a frame header.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
}

/** Three kinds: extended, lossless and lossy. */
function webpExtent(view: DataView): Extent | undefined {
  const threeBytes = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  switch (view.getUint32(12)) {
    case fourLetters('VP8X'):
      return { width: 1 + threeBytes(24), height: 1 + threeBytes(27) };
    case fourLetters('VP8L'): {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case fourLetters('VP8 '):
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
