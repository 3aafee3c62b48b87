/**
 * One picture from outside every dataset, as the square that a network reads: the same steps as for a folder's images.
 */
import { type ProblemCode, problem } from '../lang/problem.ts';
import { words } from '../lang/sentence.ts';
import type { GivenPicture, GivenPixels } from '../protocol/protocol.ts';
import { decodeFiles } from './decode.ts';
import { squareOf } from './resample.ts';
import { boxOf, type Centre } from './shapes.ts';
import { headLength, refusalOfBytes } from './sources/imageKind.ts';

const unreadable: ProblemCode = 'file-unreadable';

/**
 * @param share of the short side that is kept: the experiment's `centreCrop`.
 * @returns [size, size, 3], RGB, 0 … 255: the middle of the picture, transparent parts on white. A square of `size`, of
 *   which all is kept, comes out as it is.
 * @throws ProblemError file-unreadable
 */
export async function squareOfPicture(picture: GivenPicture, size: number, share = 1): Promise<Uint8Array> {
  const shape: Centre = { kind: 'centre', size, share };
  if (!(picture instanceof Blob)) {
    return squareOfPixels(picture, picture.isCut ? { ...shape, share: 1 } : shape);
  }
  const name = picture instanceof File ? picture.name : '';
  const { pictures, rejected } = await decodeFiles(
    [{ path: name, className: '', blob: picture }],
    [shape],
    () => undefined,
  );
  const [refused] = rejected;
  if (!refused) return pictures[0].pixels;
  const head = new Uint8Array(
    await picture
      .slice(0, headLength)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0)),
  );
  throw problem(
    unreadable,
    words`The picture ${name} was not read. ${refusalOfBytes(name, head) ?? refused.reason}`,
    'Choose another picture.',
  );
}

function squareOfPixels({ width, height, rgba }: GivenPixels, shape: Centre): Uint8Array {
  const whole = (side: number) => Number.isInteger(side) && side > 0;
  if (!whole(width) || !whole(height) || rgba.length !== width * height * 4) {
    throw problem(
      unreadable,
      words`A picture of ${width} × ${height} pixels came with ${rgba.length} bytes.`,
      'Draw it again, or choose a file.',
    );
  }
  const square = new Uint8Array(shape.size * shape.size * 3);
  const raster = { pixels: onWhite(rgba), start: 0, width, height, channels: 4 } as const;
  squareOf(raster, boxOf(shape, width, height), shape.size, square, 0);
  return square;
}

/** Source over white, channel by channel: c·a + 255·(1 − a). */
function onWhite(rgba: Uint8ClampedArray): Uint8Array {
  const flat = new Uint8ClampedArray(rgba.length);
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = (rgba[i + 3] as number) / 255;
    for (let channel = 0; channel < 3; channel++) {
      flat[i + channel] = 255 + ((rgba[i + channel] as number) - 255) * alpha;
    }
    flat[i + 3] = 255;
  }
  return new Uint8Array(flat.buffer);
}
