/**
 * From the extremes of what was observed to a grid of whole numbers: torch.ao.quantization's MinMaxObserver,
 * PerChannelMinMaxObserver and MovingAverageMinMaxObserver, in float32 as they compute it.
 */

/** A grid: x stands for level (x / scale) + zeroPoint. */
export interface QuantisationGrid {
  /** > 0 */
  readonly scale: number;
  /** Whole, and itself a level. */
  readonly zeroPoint: number;
}

/** The lowest and the highest level, both whole. */
export interface LevelRange {
  readonly least: number;
  readonly most: number;
}

export interface Extremes {
  readonly min: number;
  readonly max: number;
}

/** torch.finfo(torch.float32).eps: no scale is less. */
const leastScale = 2 ** -23;

export const noneSeen: Extremes = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };

/** Of what was seen before and `values` together. */
export function widened(before: Extremes, values: ArrayLike<number>): Extremes {
  let { min, max } = before;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/**
 * MovingAverageMinMaxObserver's: the first batch's extremes, moved a share of the way to each further batch's.
 *
 * @param share its `averaging_constant`
 */
export function averaged(before: Extremes | undefined, batch: Extremes, share: number): Extremes {
  if (!before) return batch;
  const moved = (from: number, to: number) => Math.fround(from + Math.fround(share * Math.fround(to - from)));
  return { min: moved(before.min, batch.min), max: moved(before.max, batch.max) };
}

/** `widened` for each channel c of `channels`, which is that of values c, c + channels, c + 2·channels, … */
export function channelExtremes(values: ArrayLike<number>, channels: number): readonly Extremes[] {
  return Array.from({ length: channels }, (_, channel) => {
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = channel; i < values.length; i += channels) {
      min = Math.min(min, values[i] as number);
      max = Math.max(max, values[i] as number);
    }
    return { min, max };
  });
}

/**
 * Levels spread from min to max, both of which are taken as far as 0, so that 0 is a level:
 *
 *     scale = (max − min) / (most − least),   zeroPoint = clamp(least − round(min / scale))
 */
export function affineGrid({ min, max }: Extremes, { least, most }: LevelRange): QuantisationGrid {
  const lowest = Math.fround(Math.min(min, 0));
  const highest = Math.fround(Math.max(max, 0));
  const scale = Math.max(Math.fround(Math.fround(highest - lowest) / (most - least)), leastScale);
  const zeroPoint = least - roundHalfToEven(Math.fround(lowest / scale));
  return { scale, zeroPoint: Math.min(Math.max(zeroPoint, least), most) };
}

/**
 * Levels to both sides of 0 by the larger magnitude, which itself lies half a step beyond the highest one:
 *
 *     scale = max(|min|, |max|) / ((most − least) / 2),   zeroPoint = ⌊(least + most + 1) / 2⌋ for signed levels: 0
 */
export function symmetricGrid({ min, max }: Extremes, { least, most }: LevelRange): QuantisationGrid {
  const magnitude = Math.fround(Math.max(-min, max, 0));
  const scale = Math.max(Math.fround(magnitude / ((most - least) / 2)), leastScale);
  return { scale, zeroPoint: least < 0 ? 0 : Math.floor((least + most) / 2) };
}

/** The nearest whole number, of two the even one: IEEE 754's roundTiesToEven, which `Math.round` is not. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const above = value - floor;
  if (above !== 0.5) return above < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
