/**
 * Between which values to quantise what a layer is given, from a histogram of it: torch.ao.quantization's HistogramObserver, which is
 * Caffe2's NormMinimization with its NonlinearQuantizationParamsSearch. Values are taken to be spread evenly within each bin; bins at
 * either end are left out as long as the squared error of rounding and clipping together falls.
 */
import { type Extremes, noneSeen, widened } from './observers.ts';

/** Counts in equal bins from `min` to `max`. */
export interface SpanHistogram extends Extremes {
  readonly counts: Float64Array;
}

const bins = 2048;
/** Into how many parts a bin is cut where its values go over to other bins. */
const parts = 128;

export interface Counting {
  /**
   * Between which values a batch is counted. torch 1.13 cuts both to whole numbers, by mistake (pytorch#83672), while it goes on
   * taking the bins to lie between the extremes themselves.
   */
  readonly edges?: (value: number) => number;
}

/**
 * With a further batch. The bins stay as wide as whole parts of those before, so that those fit into them, and reach a little
 * further than the greatest value.
 */
export function spanned(
  before: SpanHistogram | undefined,
  batch: ArrayLike<number>,
  { edges = (value) => value }: Counting = {},
): SpanHistogram {
  const seen = widened(noneSeen, batch);
  if (seen.min > seen.max) return before ?? { min: 0, max: 0, counts: new Float64Array(bins) };
  if (!before || before.min === before.max) {
    return { ...seen, counts: counted(batch, edges(seen.min), edges(seen.max)) };
  }
  const min = Math.min(seen.min, before.min);
  const wanted = Math.fround(Math.max(seen.max, before.max) - min);
  const width = Math.fround(Math.fround(before.max - before.min) / (bins * parts));
  const whole = Math.fround(bins * width);
  const partsOfNew = Math.ceil(Math.fround(wanted / whole));
  const reached = Math.fround(min + wanted + Math.fround(Math.fround(partsOfNew * whole) - wanted));
  const max = Math.max(reached, seen.max, before.max);
  const counts = counted(batch, edges(min), edges(max));
  const begin = Math.round(Math.fround(Math.fround(before.min - min) / width));
  const moved = regrouped(before.counts, begin, partsOfNew);
  return { min, max, counts: counts.map((count, bin) => count + (moved[bin] as number)) };
}

/** torch.histc in float32: what is outside is left out. */
function counted(values: ArrayLike<number>, least: number, most: number): Float64Array {
  const counts = new Float64Array(bins);
  const range = Math.fround(most - least);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!(value >= least && value <= most)) continue;
    const place =
      range > 0 ? Math.trunc(Math.fround(Math.fround(Math.fround(value - least) * bins) / range)) : 0;
    const bin = Math.min(place, bins - 1);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/** Counts of bins of `parts` parts, the first of which begins at part `begin`, as counts of bins of `size` parts. */
function regrouped(counts: Float64Array, begin: number, size: number): Float64Array {
  const sums = new Float64Array(bins + 1);
  for (let bin = 0; bin < bins; bin++) sums[bin + 1] = (sums[bin] as number) + (counts[bin] as number);
  const upTo = (part: number) => {
    const inside = Math.min(Math.max(part - begin, 0), bins * parts);
    const bin = Math.floor(inside / parts);
    return (sums[bin] as number) + ((counts[bin] ?? 0) * (inside % parts)) / parts;
  };
  return Float64Array.from({ length: bins }, (_, bin) => upTo((bin + 1) * size) - upTo(bin * size));
}

/** By which share of all values an end moves at a time. */
const shareOfStep = 1e-5;

/**
 * Ends move inwards by shares of the values, the one first that leaves more bins out, until the error rises.
 *
 * @param levels how many a value can have
 */
export function leastNormRange(histogram: SpanHistogram, levels: number): Extremes {
  const { min, max, counts } = histogram;
  const width = Math.fround(Math.fround(max - min) / bins);
  const sums = counts.slice();
  for (let bin = 1; bin < bins; bin++) sums[bin] = (sums[bin] as number) + (sums[bin - 1] as number);
  const total = sums[bins - 1] as number;
  let [below, above] = [0, 1];
  let [first, last] = [0, bins - 1];
  let least = Number.POSITIVE_INFINITY;
  while (below < above) {
    let [left, right] = [first, last];
    while (left < last && (sums[left] as number) < (below + shareOfStep) * total) left++;
    while (right > first && (sums[right] as number) > (above - shareOfStep) * total) right--;
    const [begin, end] = left - first > last - right ? [left, last] : [first, right];
    if (left - first > last - right) below += shareOfStep;
    else above -= shareOfStep;
    if (begin === first && end === last) continue;
    const error = squaredError(histogram, begin, end, levels);
    if (error > least) break;
    least = error;
    [first, last] = [begin, end];
  }
  return {
    min: Math.fround(min + Math.fround(width * first)),
    max: Math.fround(min + Math.fround(width * (last + 1))),
  };
}

/** ∫ (x − x̂)² of the histogram's density, where levels stand in the middle of equal parts of the bins `begin` … `end`. */
function squaredError(
  { min, max, counts }: SpanHistogram,
  begin: number,
  end: number,
  levels: number,
): number {
  const width = (max - min) / bins;
  const step = (width * (end - begin + 1)) / levels;
  if (step === 0) return 0;
  const levelOf = (x: number) => Math.min(Math.max(Math.floor(x / step), 0), levels - 1);
  const cubes = (from: number, to: number) => (to ** 3 - from ** 3) / 3;
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const count = counts[bin] as number;
    if (count === 0) continue;
    const [from, to] = [(bin - begin) * width, (bin - begin + 1) * width];
    const [one, other] = [levelOf(from), levelOf(to)];
    const whole = cubes(from - (one + 0.5) * step, step / 2);
    const between = (other - one - 1) * cubes(-step / 2, step / 2);
    const rest = cubes(-step / 2, to - (other + 0.5) * step);
    error += (count / width) * (whole + between + rest);
  }
  return error;
}
