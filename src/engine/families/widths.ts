/**
 * The width of a network read off the shapes of its weights.
 */

/** Shapes by PyTorch's names, in PyTorch's layout. */
export type TorchShapes = ReadonlyMap<string, readonly number[]>;

/** Where a number of channels can be read: a key, the axis of its shape, and the channels at width 1. */
export interface ChannelCount {
  readonly key: string;
  readonly axis: number;
  readonly channels: number;
}

/**
 * A width that gives all the channel counts. Each count is a rounded multiple of the width, so each leaves an interval;
 * the first count's own ratio (give the largest first) is taken where it lies in all of them, and their middle elsewhere.
 *
 * @returns undefined where no width gives them, or none of them is there.
 */
export function widthFrom(shapes: TorchShapes, counts: readonly ChannelCount[]): number | undefined {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let ratio: number | undefined;
  for (const { key, axis, channels } of counts) {
    const count = shapes.get(key)?.[axis];
    if (count === undefined || count === 0) continue;
    ratio ??= count / channels;
    low = Math.max(low, (count - 0.5) / channels);
    high = Math.min(high, (count + 0.5) / channels);
  }
  if (ratio === undefined || low >= high) return undefined;
  return ratio >= low && ratio < high ? ratio : (low + high) / 2;
}
