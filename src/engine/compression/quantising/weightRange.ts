/**
 * Up to where the grid of a weight reaches: to its extremes, to where most of it lies, or to where rounding and clipping together
 * are off by the least.
 */
import type { WeightRangeName } from '../../../spec/recipe/quantise.ts';
import {
  type Extremes,
  type LevelRange,
  noneSeen,
  type QuantisationGrid,
  roundHalfToEven,
  widened,
} from './observers.ts';

/** The exponent of an error that is least, as LAPQ (Nahshan et al. 2021, arXiv 1911.07190) and BRECQ's code have it. */
const exponent = 2.4;
const shrinkages = 80;

export interface RangeSettings {
  readonly range: WeightRangeName;
  /** 0 to 100: of magnitudes, where the range is a percentile. */
  readonly percentile: number;
}

/** @param gridOf the grid of a range, with `levels` */
export function weightRange(
  values: Float32Array,
  { range, percentile }: RangeSettings,
  levels: LevelRange,
  gridOf: (extremes: Extremes, levels: LevelRange) => QuantisationGrid,
): Extremes {
  if (range === 'mse') return leastErrorRange(values, levels, gridOf);
  const extremes = widened(noneSeen, values);
  if (range === 'minmax') return extremes;
  const magnitudes = Float32Array.from(values, Math.abs).sort();
  const clip = magnitudes[Math.ceil((percentile / 100) * magnitudes.length - 1e-9) - 1] ?? 0;
  return { min: Math.max(extremes.min, -clip), max: Math.min(extremes.max, clip) };
}

/**
 * Of the extremes, and those shrunk by 1 %, 2 %, … 79 %, the range with the least Σ |x − x̂|^2.4; of equals the widest. BRECQ's
 * (Li et al. 2021, arXiv 2102.05426) `init_quantization_scale` with 'mse', but in float64.
 */
export function leastErrorRange(
  values: Float32Array,
  levels: LevelRange,
  gridOf: (extremes: Extremes, levels: LevelRange) => QuantisationGrid,
): Extremes {
  const { min, max } = widened(noneSeen, values);
  let [best, least] = [{ min, max }, Number.POSITIVE_INFINITY];
  for (let i = 0; i < shrinkages; i++) {
    const share = 1 - 0.01 * i;
    const tried = { min: min * share, max: max * share };
    const { scale, zeroPoint } = gridOf(tried, levels);
    let error = 0;
    for (const value of values) {
      const level = roundHalfToEven(value / scale) + zeroPoint;
      const onGrid = (Math.min(Math.max(level, levels.least), levels.most) - zeroPoint) * scale;
      error += Math.abs(value - onGrid) ** exponent;
      if (error >= least) break;
    }
    if (error < least) [best, least] = [tried, error];
  }
  return best;
}

/** The values of each channel c of `channels`, which are those at c, c + channels, c + 2·channels, … */
export const valuesByChannel = (values: Float32Array, channels: number): readonly Float32Array[] =>
  Array.from({ length: channels }, (_, channel) =>
    Float32Array.from(
      { length: values.length / channels },
      (_, i) => values[i * channels + channel] ?? Number.NaN,
    ),
  );
