/**
 * What is drawn of kernels, an involution's at a place or a convolution's.
 */
import type { KernelLayer } from '../../protocol/seen/seenInside.ts';
import { significant } from '../text/numbers.ts';

export interface Place {
  /** From 0. */
  readonly row: number;
  readonly column: number;
}

/** @param spot of the picture, 0 … 1 */
export function placeOf({ x, y }: { readonly x: number; readonly y: number }, places: number): Place {
  const within = (share: number) => Math.max(0, Math.min(places - 1, Math.floor(share * places)));
  return { row: within(y), column: within(x) };
}

/** [K, K] */
export function kernelAt(layer: KernelLayer, { row, column }: Place, group: number): Float32Array {
  const { kernel, groups, places, kernels } = layer;
  const from = ((row * places + column) * groups + group) * kernel ** 2;
  return kernels.subarray(from, from + kernel ** 2);
}

/** Grey is 0; white the largest in size where it is positive, black where it is negative. */
export function kernelPicture(values: Float32Array, size: number) {
  const most = values.reduce((longest, value) => Math.max(longest, Math.abs(value)), Number.MIN_VALUE);
  const rgba = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [i, value] of values.entries()) {
    rgba.fill(Math.round(127.5 + (127.5 * value) / most), i * 4, i * 4 + 3);
  }
  return { size, rgba };
}

/** The largest and the smallest number, and where they are. */
export function toldOf(values: Float32Array, size: number) {
  const [most, least] = [Math.max(...values), Math.min(...values)];
  const placed = (value: number) => {
    const i = values.indexOf(value);
    return [Math.floor(i / size) + 1, (i % size) + 1] as const;
  };
  return {
    most: significant(most, 2),
    mostAt: placed(most),
    least: significant(least, 2),
    leastAt: placed(least),
  };
}
