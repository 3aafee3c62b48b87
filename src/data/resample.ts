/**
 * From a picture of any shape to the square that a network reads.
 *
 * The short side is resized to S and the middle of the long side is kept. Pixels are averaged with the triangle filter,
 * widened by the reduction (Pillow's BILINEAR, hence torchvision's Resize on images): a canvas's own scaling aliases or
 * blurs differently in each browser, this does not.
 */

interface Taps {
  /** First source pixel and number of source pixels for each target pixel. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** [size, most] weights that sum to 1. */
  readonly weights: Float64Array;
  readonly most: number;
}

/** Filter weights for `size` target pixels that cover source [start, start + length) of `whole` pixels. */
function tapsOf(whole: number, start: number, length: number, size: number): Taps {
  const scale = length / size;
  const reach = Math.max(1, scale);
  const most = 2 * Math.ceil(reach) + 1;
  const first = new Int32Array(size);
  const count = new Int32Array(size);
  const weights = new Float64Array(size * most);
  for (let i = 0; i < size; i++) {
    const middle = start + (i + 0.5) * scale;
    const from = Math.max(0, Math.trunc(middle - reach + 0.5));
    const to = Math.min(whole, Math.trunc(middle + reach + 0.5));
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

/**
 * @param rgba [height, width, 4] bytes; alpha is ignored.
 * @param out  receives [size, size, 3] bytes from `start`.
 */
export function squareOf(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  size: number,
  out: Uint8Array,
  start: number,
): void {
  const short = Math.min(width, height);
  const across = tapsOf(width, (width - short) / 2, short, size);
  const down = tapsOf(height, (height - short) / 2, short, size);
  const topRow = down.first[0] as number;
  const bottomRow = (down.first[size - 1] as number) + (down.count[size - 1] as number);
  // Rows first: [rows, size, 3].
  const narrowed = new Float32Array((bottomRow - topRow) * size * 3);
  for (let row = topRow; row < bottomRow; row++) {
    for (let x = 0; x < size; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let from = 4 * (row * width + (across.first[x] as number));
      const count = across.count[x] as number;
      for (let j = 0; j < count; j++, from += 4) {
        const weight = across.weights[x * across.most + j] as number;
        red += weight * (rgba[from] as number);
        green += weight * (rgba[from + 1] as number);
        blue += weight * (rgba[from + 2] as number);
      }
      const at = 3 * ((row - topRow) * size + x);
      narrowed[at] = red;
      narrowed[at + 1] = green;
      narrowed[at + 2] = blue;
    }
  }
  for (let y = 0; y < size; y++) {
    const count = down.count[y] as number;
    const firstRow = (down.first[y] as number) - topRow;
    for (let i = 0; i < size * 3; i++) {
      let sum = 0;
      for (let j = 0; j < count; j++) {
        sum +=
          (down.weights[y * down.most + j] as number) * (narrowed[(firstRow + j) * size * 3 + i] as number);
      }
      out[start + y * size * 3 + i] = Math.floor(sum + 0.5);
    }
  }
}
