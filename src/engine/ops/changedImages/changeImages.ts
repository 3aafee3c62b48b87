/**
 * Changes a batch that the CPU made, see `changes.ts`.
 */
import { channelDeviation, channelMean } from '../../../base/imageSet.ts';
import { normalisingTables } from '../../../spec/normalisation.ts';
import { asFloats, byteOperation, changeAt, changeLength, greyOf, one } from './changes.ts';

/** Bytes of a pixel, changed in place. */
export type Pixel = [red: number, green: number, blue: number];

const within = (value: number) => Math.min(255, Math.max(0, value));

/** An operation on the bytes of one pixel; `translate` leaves them. */
export function changePixel(pixel: Pixel, kind: number, a: number, b: number): void {
  if (kind === byteOperation.none || kind === byteOperation.translate) return;
  const added = kind === byteOperation.saturation ? (one - a) * greyOf(...pixel) : b;
  for (let channel = 0; channel < 3; channel++) {
    const value = pixel[channel] as number;
    if (kind === byteOperation.posterise) pixel[channel] = value & a;
    else if (kind === byteOperation.solarise) pixel[channel] = value >= a ? 255 - value : value;
    else pixel[channel] = within((a * value + added) >> 12);
  }
}

const scales = channelDeviation.map((deviation) => 255 * deviation);
const offsets = channelMean.map((mean) => 255 * mean);

/**
 * The batch changed: each image's operations on bytes, then erased (0: the mean of ImageNet, torchvision's RandomErasing after
 * Normalize), then mixed.
 *
 * @param images  [B, S, S, 3] normalised; not written. Values between bytes are rounded where an operation is made of them.
 * @param changes [B, 16]
 * @param size    S
 * @returns [B, S, S, 3]
 */
export function changeImages(images: Float32Array, changes: Int32Array, size: number): Float32Array {
  const single = new Float32Array(images.length);
  const perImage = 3 * size * size;
  const count = changes.length / changeLength;
  for (let image = 0; image < count; image++) {
    changeOne(images.subarray(image * perImage, (image + 1) * perImage), {
      ...{ change: changes.subarray(image * changeLength, (image + 1) * changeLength), size },
      into: single.subarray(image * perImage, (image + 1) * perImage),
    });
  }
  return mixed(single, changes, size);
}

interface Task {
  readonly change: Int32Array;
  readonly size: number;
  readonly into: Float32Array;
}

function changeOne(image: Float32Array, { change, size, into }: Task): void {
  const [first = 0, a = 0, b = 0, second = 0, c = 0, d = 0] = change;
  const [top = 0, left = 0, bottom = 0, right = 0] = change.subarray(changeAt.erased);
  const isChanged = first !== byteOperation.none || second !== byteOperation.none;
  const tables = normalisingTables();
  const pixel: Pixel = [0, 0, 0];
  const moved = (kind: number, by: number) => (kind === byteOperation.translate ? by : 0);
  const isInside = (y: number, x: number) => y >= 0 && y < size && x >= 0 && x < size;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const to = 3 * (y * size + x);
      if (y >= top && y < bottom && x >= left && x < right) {
        into.fill(0, to, to + 3);
        continue;
      }
      if (!isChanged) {
        for (let channel = 0; channel < 3; channel++) into[to + channel] = image[to + channel] as number;
        continue;
      }
      pixel.fill(0);
      const [middleY, middleX] = [y - moved(second, d), x - moved(second, c)];
      if (isInside(middleY, middleX)) {
        const [fromY, fromX] = [middleY - moved(first, b), middleX - moved(first, a)];
        if (isInside(fromY, fromX)) read(image, 3 * (fromY * size + fromX), pixel);
        changePixel(pixel, first, a, b);
        changePixel(pixel, second, c, d);
      }
      for (let channel = 0; channel < 3; channel++) {
        into[to + channel] = tables[channel as 0 | 1 | 2][pixel[channel] as number] as number;
      }
    }
  }
}

function read(image: Float32Array, at: number, pixel: Pixel): void {
  for (let channel = 0; channel < 3; channel++) {
    const value =
      (image[at + channel] as number) * (scales[channel] as number) + (offsets[channel] as number);
    pixel[channel] = within(Math.round(value));
  }
}

function mixed(images: Float32Array, changes: Int32Array, size: number): Float32Array {
  const shares = asFloats(changes);
  const perImage = 3 * size * size;
  const count = changes.length / changeLength;
  const out = images.slice();
  for (let image = 0; image < count; image++) {
    const row = image * changeLength;
    const share = shares[row + changeAt.share] as number;
    if (share === 1) continue;
    const partner = (changes[row + changeAt.partner] as number) * perImage;
    const own = image * perImage;
    const [top = 0, left = 0, bottom = 0, right = 0] = changes.subarray(row + changeAt.box);
    if (bottom > top) {
      for (let y = top; y < bottom; y++) {
        const [from, to] = [3 * (y * size + left), 3 * (y * size + right)];
        out.set(images.subarray(partner + from, partner + to), own + from);
      }
      continue;
    }
    for (let i = 0; i < perImage; i++) {
      out[own + i] = share * (images[own + i] as number) + (1 - share) * (images[partner + i] as number);
    }
  }
  return out;
}

/**
 * Labels mixed as their images are: λ·own + (1 − λ)·the other's.
 *
 * @param labels  class numbers, [B]; below 0 where there is none, whose part of a row stays 0
 * @param changes [B, 16]; without, nothing is mixed
 * @returns [B, K]
 */
export function labelRows(labels: Int32Array, classes: number, changes?: Int32Array): Float32Array {
  const rows = new Float32Array(labels.length * classes);
  const shares = changes && asFloats(changes);
  const add = (row: number, label: number | undefined, share: number) => {
    if (label === undefined || label < 0) return;
    const at = row * classes + label;
    rows[at] = (rows[at] as number) + share;
  };
  labels.forEach((label, row) => {
    const share = shares?.[row * changeLength + changeAt.share] ?? 1;
    add(row, label, share);
    if (share !== 1) add(row, labels[changes?.[row * changeLength + changeAt.partner] ?? row], 1 - share);
  });
  return rows;
}
