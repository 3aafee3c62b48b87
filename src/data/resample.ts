/**
 * From a part of a picture to the square that a network reads.
 *
 * Pixels are averaged with the triangle filter, widened by the reduction (Pillow's BILINEAR, hence torchvision's Resize
 * on images, and its antialiased bilinear on tensors): a canvas's own scaling aliases or blurs differently in each
 * browser, this does not. The filter is separable, so that rows are narrowed first and then columns, each with weights that
 * are computed once for the square.
 */

/** A picture's pixels, row by row. */
export interface Raster {
  /** RGB or RGBA, as `channels` says; alpha is ignored. */
  readonly pixels: Uint8Array;
  /** Where the picture begins in `pixels`. */
  readonly start: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** A rectangle within a picture, in its pixels; whole numbers lie between pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Resampling {
  readonly box: Box;
  /** Height and width of the target, S. */
  readonly size: number;
  /**
   * Whether the outermost pixels of the target see beyond the box: yes, as when a picture is resized and then cropped; no,
   * as when it is cropped and then resized.
   */
  readonly beyond: boolean;
  /** Whether the target is turned left to right. */
  readonly mirrored?: boolean;
}

interface Taps {
  /** First source pixel and number of source pixels for each target pixel. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** [size, most] weights that sum to 1. */
  readonly weights: Float64Array;
  readonly most: number;
}

/** Filter weights for `size` target pixels that cover [start, start + length) of the source pixels low … high − 1. */
function tapsOf(low: number, high: number, start: number, length: number, size: number): Taps {
  const scale = length / size;
  const reach = Math.max(1, scale);
  const most = 2 * Math.ceil(reach) + 1;
  const first = new Int32Array(size);
  const count = new Int32Array(size);
  const weights = new Float64Array(size * most);
  for (let i = 0; i < size; i++) {
    const middle = start + (i + 0.5) * scale;
    const from = Math.max(low, Math.trunc(middle - reach + 0.5));
    const to = Math.min(high, Math.trunc(middle + reach + 0.5));
    let sum = 0;
    for (let j = from; j < to; j++) {
      const weight = Math.max(0, 1 - Math.abs(j + 0.5 - middle) / reach);
      weights[i * most + j - from] = weight;
      sum += weight;
    }
    for (let j = 0; j < to - from; j++) weights[i * most + j] = (weights[i * most + j] as number) / sum;
    first[i] = from;
    count[i] = to - from;
  }
  return { first, count, weights, most };
}

/** What resampling needs on its way, for the next picture to use again. */
export interface Scratch {
  /** Rows that are narrowed already: [rows, S, 3]. */
  narrowed: Float32Array;
}

export const emptyScratch = (): Scratch => ({ narrowed: new Float32Array(0) });

/**
 * Resamples the box to S × S and hands out the rows from top to bottom.
 *
 * @param take receives row y as [S, 3], 0 … 255, not rounded; the array is used again for the next row.
 */
export function resample(
  raster: Raster,
  { box, size, beyond, mirrored = false }: Resampling,
  take: (row: Float64Array, y: number) => void,
  scratch: Scratch = emptyScratch(),
): void {
  const taps = (whole: number, start: number, length: number) =>
    beyond
      ? tapsOf(0, whole, start, length, size)
      : tapsOf(Math.floor(start), Math.min(whole, Math.ceil(start + length)), start, length, size);
  const across = taps(raster.width, box.left, box.width);
  const down = taps(raster.height, box.top, box.height);
  const topRow = down.first[0] as number;
  const bottomRow = (down.first[size - 1] as number) + (down.count[size - 1] as number);
  const perRow = size * 3;
  if (scratch.narrowed.length < (bottomRow - topRow) * perRow) {
    scratch.narrowed = new Float32Array((bottomRow - topRow) * perRow);
  }
  const { narrowed } = scratch;
  narrow(raster, across, topRow, bottomRow, mirrored, narrowed);
  const row = new Float64Array(perRow);
  for (let y = 0; y < size; y++) {
    const count = down.count[y] as number;
    const firstRow = (down.first[y] as number) - topRow;
    row.fill(0);
    for (let j = 0; j < count; j++) {
      const weight = down.weights[y * down.most + j] as number;
      const from = (firstRow + j) * perRow;
      for (let i = 0; i < perRow; i++) {
        row[i] = (row[i] as number) + weight * (narrowed[from + i] as number);
      }
    }
    take(row, y);
  }
}

/** Rows topRow … bottomRow − 1 at the target's width, [rows, S, 3]. */
function narrow(
  { pixels, start, width, channels }: Raster,
  { first, count, weights, most }: Taps,
  topRow: number,
  bottomRow: number,
  mirrored: boolean,
  narrowed: Float32Array,
): void {
  const size = first.length;
  for (let row = topRow; row < bottomRow; row++) {
    const rowStart = start + channels * row * width;
    const rowAt = 3 * (row - topRow) * size;
    for (let x = 0; x < size; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let from = rowStart + channels * (first[x] as number);
      const taps = count[x] as number;
      for (let j = 0; j < taps; j++, from += channels) {
        const weight = weights[x * most + j] as number;
        red += weight * (pixels[from] as number);
        green += weight * (pixels[from + 1] as number);
        blue += weight * (pixels[from + 2] as number);
      }
      const at = rowAt + 3 * (mirrored ? size - 1 - x : x);
      narrowed[at] = red;
      narrowed[at + 1] = green;
      narrowed[at + 2] = blue;
    }
  }
}

/**
 * The box of a picture as bytes.
 *
 * @param out receives [size, size, 3] bytes from `start`.
 */
export function squareOf(raster: Raster, box: Box, size: number, out: Uint8Array, start: number): void {
  resample(raster, { box, size, beyond: true }, (row, y) => {
    const at = start + y * size * 3;
    for (let i = 0; i < row.length; i++) out[at + i] = Math.floor((row[i] as number) + 0.5);
  });
}
