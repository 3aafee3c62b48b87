/**
 * Where to clip what a layer is given, from a histogram of its magnitudes: pytorch-quantization's HistogramCalibrator
 * (Wu et al. 2020, arXiv 2004.09602, section 3.3) with its percentile, mean squared error and entropy (TensorRT's, Migacz 2017).
 */

/** Counts of |x|, in bins of one width from 0 on. */
export interface MagnitudeHistogram {
  /** > 0; 0 while nothing but zeros was seen. */
  readonly width: number;
  readonly counts: Float64Array;
}

/** Bins up to the greatest magnitude of the first batch; a later batch adds further ones of the same width. */
const firstBins = 2048;
/** A first batch of next to nothing must not make millions of bins: what lies beyond is counted in the last. */
const mostBins = 32 * firstBins;
/** Fewer bins than this are no range: the references begin here. */
const leastBins = 128;

export const emptyHistogram: MagnitudeHistogram = { width: 0, counts: new Float64Array(0) };

/** With a further batch; values that are no finite numbers are not counted. */
export function counted(before: MagnitudeHistogram, batch: ArrayLike<number>): MagnitudeHistogram {
  let most = 0;
  for (let i = 0; i < batch.length; i++) {
    const magnitude = Math.abs(batch[i] as number);
    if (magnitude > most && magnitude < Number.POSITIVE_INFINITY) most = magnitude;
  }
  const width = before.width > 0 ? before.width : most / firstBins;
  if (width === 0) return before;
  const bins = Math.min(Math.max(before.counts.length, firstBins, Math.ceil(most / width)), mostBins);
  const counts = new Float64Array(bins);
  counts.set(before.counts);
  for (let i = 0; i < batch.length; i++) {
    const bin = Math.floor(Math.abs(batch[i] as number) / width);
    if (Number.isFinite(bin))
      counts[Math.min(bin, bins - 1)] = (counts[Math.min(bin, bins - 1)] as number) + 1;
  }
  return { width, counts };
}

/**
 * The lower edge of the bin in which the share of all values is reached.
 *
 * @param percentile 0 to 100
 */
export function percentileClip({ counts, width }: MagnitudeHistogram, percentile: number): number {
  const total = sum(counts);
  let reached = 0;
  for (let i = 0; i < counts.length; i++) {
    reached += (counts[i] as number) / total;
    if (reached >= percentile / 100) return i * width;
  }
  return counts.length * width;
}

/**
 * The middle of the bin at which the bins' middles, put on the grid of that clip, are off by the least in the mean square.
 *
 * @param steps from 0 to the clip
 */
export function meanSquareClip({ counts, width }: MagnitudeHistogram, steps: number): number {
  let [best, least] = [counts.length - 0.5, Number.POSITIVE_INFINITY];
  for (let i = Math.min(leastBins, counts.length - 1); i < counts.length; i++) {
    const scale = (i + 0.5) / steps;
    let error = 0;
    for (let bin = 0; bin < counts.length && error < least; bin++) {
      const count = counts[bin] as number;
      if (count === 0) continue;
      const level = Math.min(Math.round((bin + 0.5) / scale), steps);
      error += count * (level * scale - (bin + 0.5)) ** 2;
    }
    if (error < least) [best, least] = [i + 0.5, error];
  }
  return best * width;
}

/**
 * The edge at which the distribution of what is below it, all beyond being counted in its last bin, and the same spread over
 * `levels` equal parts have the least relative entropy; of several alike the greatest.
 *
 * @param levels of magnitudes
 * @param stride every how many bins an edge is tried
 */
export function entropyClip(
  { counts: given, width }: MagnitudeHistogram,
  levels: number,
  stride = 8,
): number {
  const counts = given.slice();
  // So many zeros come from ReLU that they would decide alone.
  counts[0] = counts[1] ?? 0;
  let beyond = sum(counts);
  for (let i = 0; i < leastBins; i++) beyond -= counts[i] ?? 0;
  let [best, least] = [counts.length, Number.POSITIVE_INFINITY];
  for (let edge = leastBins; edge <= counts.length; edge += stride) {
    const divergence = relativeEntropy(counts, edge, beyond, levels);
    if (divergence <= least) [best, least] = [edge, divergence];
    for (let i = edge; i < edge + stride; i++) beyond -= counts[i] ?? 0;
  }
  return best * width;
}

/** Σ p·ln(p/q) of the first `edge` bins: p has what is beyond in its last bin, q is constant over the filled bins of each part. */
function relativeEntropy(counts: Float64Array, edge: number, beyond: number, levels: number): number {
  const spread = new Float64Array(levels);
  const filled = new Float64Array(levels);
  // numpy.digitize over numpy.linspace(0, edge, levels + 1).
  const partOf = (bin: number) => Math.min(Math.floor((bin * levels) / edge), levels - 1);
  let total = 0;
  for (let bin = 0; bin < edge; bin++) {
    const count = counts[bin] as number;
    if (count === 0) continue;
    const part = partOf(bin);
    spread[part] = (spread[part] as number) + count;
    filled[part] = (filled[part] as number) + 1;
    total += count;
  }
  let divergence = 0;
  for (let bin = 0; bin < edge; bin++) {
    const count = (counts[bin] as number) + (bin === edge - 1 ? beyond : 0);
    if (count === 0) continue;
    const part = partOf(bin);
    const q = (counts[bin] as number) === 0 ? 0 : (spread[part] as number) / (filled[part] as number) / total;
    const p = count / (total + beyond);
    divergence += p * Math.log(p / q);
  }
  return divergence;
}

const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
