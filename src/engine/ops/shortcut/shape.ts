/**
 * What a shortcut without weights makes of a shape.
 */
import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';

export interface ShortcutShape {
  /** [B, H, W, C] of what is passed on. */
  readonly from: readonly [number, number, number, number];
  /** 1 or 2. */
  readonly stride: number;
  /** [C'], for each channel that arrives the one that it is, or −1 where it is 0; none arrives twice. */
  readonly sources: readonly number[];
}

/** [B, ⌈H/stride⌉, ⌈W/stride⌉, C'] */
export function arrives({ from, stride, sources }: ShortcutShape): [number, number, number, number] {
  const [batch, height, width] = from;
  return [batch, Math.ceil(height / stride), Math.ceil(width / stride), sources.length];
}

/**
 * How many zeros stand before all channels, as they are, and nothing but zeros behind them: what it is where nothing was
 * removed from it, and fast.
 *
 * @returns undefined where they do not stand so
 */
export function zerosBefore({ from, sources }: ShortcutShape): number | undefined {
  const [, , , channels] = from;
  const before = sources.indexOf(0);
  const isPadded =
    before >= 0 &&
    before + channels <= sources.length &&
    sources.every((source, i) => {
      const own = i - before;
      return source === (own >= 0 && own < channels ? own : -1);
    });
  return isPadded ? before : undefined;
}

/** [C], for each channel that is passed on where it arrives, or −1 where it does not. */
export function targets({ from, sources }: ShortcutShape): readonly number[] {
  return Array.from({ length: from[3] }, (_, channel) => sources.indexOf(channel));
}

/** A 1×1 filter of ones and zeros, [1, 1, C, C'], by which a convolution moves channels as the shortcut does. */
export function movingFilter({ from, sources }: ShortcutShape): Tensor4D {
  const values = new Float32Array(from[3] * sources.length);
  for (const [target, source] of sources.entries()) {
    if (source >= 0) values[source * sources.length + target] = 1;
  }
  return tensor4d(values, [1, 1, from[3], sources.length]);
}
