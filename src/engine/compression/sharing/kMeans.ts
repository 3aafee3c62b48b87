/**
 * k-means of numbers (Lloyd 1982), as Han et al. 2016 share weights by it (Deep Compression, arXiv 1510.00149, section 3.1): centres
 * that make Σ (w − c)² small, each number going to the nearest.
 *
 * Of sorted numbers, those of a centre stand together, between the middles to its neighbours: a round takes a search for every
 * middle and a difference of running sums for every mean, however many numbers there are.
 */
import type { Random } from '../../../base/random.ts';
import type { CodebookInit } from '../../../spec/recipe/share.ts';

export interface KMeansSettings {
  /** k */
  readonly entries: number;
  /**
   * Where the centres start (Han et al. 2016, section 3.2): `linear`, evenly between the least and the greatest number; `density`, at
   * the quantiles (i + ½)/k; `random`, at numbers drawn without replacement (Forgy); `plusplus`, at numbers drawn by their squared
   * distance to the centres before (Arthur & Vassilvitskii 2007).
   */
  readonly init: CodebookInit;
  /** Of `random` and `plusplus`. */
  readonly stream: Random;
  /** Rounds end when the centres' squared moves, summed, are not more than this times the numbers' variance; 0 unless given. */
  readonly tolerance?: number;
  /** At most; 300 unless given. */
  readonly rounds?: number;
}

export interface KMeans {
  /** Ascending. Fewer than k where there are fewer different numbers, or a centre was left without any. */
  readonly centres: Float64Array;
  /** Of each number, the place of its centre. Half way between two it is the lower one. */
  readonly labels: Uint16Array;
  /** How many numbers each centre has. */
  readonly counts: readonly number[];
  /** Σ (w − c)² */
  readonly inertia: number;
  readonly rounds: number;
}

/** @param values finite */
export function kMeans(values: Float32Array, settings: KMeansSettings): KMeans {
  const sorted = values.slice().sort();
  const { length } = sorted;
  const sums = new Float64Array(length + 1);
  sorted.forEach((value, i) => {
    sums[i + 1] = (sums[i] as number) + value;
  });
  let centres = distinct(startOf(sorted, settings));
  const most = settings.rounds ?? 300;
  const least = (settings.tolerance ?? 0) * varianceOf(sorted);
  let [bounds, rounds] = [boundsOf(sorted, centres), 0];
  while (rounds < most) {
    rounds++;
    const moved = centres.map((centre, k) => {
      const [from, to] = [bounds[k] as number, bounds[k + 1] as number];
      // A centre without numbers stays where it is.
      return to > from ? ((sums[to] as number) - (sums[from] as number)) / (to - from) : centre;
    });
    const shift = moved.reduce((sum, centre, k) => sum + (centre - (centres[k] as number)) ** 2, 0);
    const next = boundsOf(sorted, moved);
    const isSame = next.every((bound, k) => bound === bounds[k]);
    [centres, bounds] = [moved, next];
    if (isSame || shift <= least) break;
  }
  // Between its neighbours' numbers, one without numbers of its own is nearest to none.
  const has = (k: number) => (bounds[k + 1] as number) > (bounds[k] as number);
  const counts = Array.from(centres, (_, k) => (bounds[k + 1] as number) - (bounds[k] as number)).filter(
    (count) => count > 0,
  );
  centres = centres.filter((_, k) => has(k));
  const middles = middlesOf(centres);
  const labels = Uint16Array.from(values, (value) => placeOf(value, middles));
  return {
    ...{ centres, labels, counts, rounds },
    inertia: values.reduce(
      (sum, value, i) => sum + (value - (centres[labels[i] as number] as number)) ** 2,
      0,
    ),
  };
}

/** In so many of the sorted numbers, evenly spaced, k-means++ looks for its next centre. */
const mostCandidates = 65_536;

function startOf(sorted: Float32Array, { entries, init, stream }: KMeansSettings): Float64Array {
  const { length } = sorted;
  const different = differentIn(sorted, entries);
  if (different) return different;
  const [least = 0, greatest = 0] = [sorted[0], sorted[length - 1]];
  const at = (share: number) => sorted[Math.min(length - 1, Math.floor(share * length))] ?? 0;
  switch (init) {
    case 'linear': {
      const step = entries > 1 ? (greatest - least) / (entries - 1) : 0;
      return entries > 1
        ? Float64Array.from({ length: entries }, (_, k) => least + k * step)
        : Float64Array.of((least + greatest) / 2);
    }
    case 'density':
      return Float64Array.from({ length: entries }, (_, k) => at((k + 0.5) / entries));
    case 'random': {
      const order = stream.permutation(length);
      return Float64Array.from(
        { length: Math.min(entries, length) },
        (_, k) => sorted[order[k] as number] ?? 0,
      );
    }
    case 'plusplus': {
      const count = Math.min(length, mostCandidates);
      return plusPlus(
        Float64Array.from({ length: count }, (_, i) => at((i + 0.5) / count)),
        entries,
        stream,
      );
    }
  }
}

/** The numbers themselves, where no more than so many differ. */
function differentIn(sorted: Float32Array, most: number): Float64Array | undefined {
  const found: number[] = [];
  for (const value of sorted) {
    if (value === found.at(-1)) continue;
    if (found.length === most) return undefined;
    found.push(value);
  }
  return Float64Array.from(found);
}

function plusPlus(values: Float64Array, entries: number, stream: Random): Float64Array {
  const centres = [values[stream.below(values.length)] ?? 0];
  const distances = new Float64Array(values.length).fill(Number.POSITIVE_INFINITY);
  while (centres.length < entries) {
    const last = centres.at(-1) ?? 0;
    let total = 0;
    values.forEach((value, i) => {
      const distance = Math.min(distances[i] as number, (value - last) ** 2);
      distances[i] = distance;
      total += distance;
    });
    if (total === 0) break;
    let left = stream.uniform() * total;
    const chosen = distances.findIndex((distance) => {
      left -= distance;
      return left < 0;
    });
    centres.push(values[chosen < 0 ? values.length - 1 : chosen] ?? 0);
  }
  return Float64Array.from(centres);
}

const distinct = (centres: Float64Array): Float64Array => Float64Array.from(new Set(centres.slice().sort()));

const middlesOf = (centres: Float64Array): Float64Array =>
  centres.slice(0, -1).map((centre, k) => (centre + (centres[k + 1] as number)) / 2);

/** How many middles lie below a number. */
function placeOf(value: number, middles: Float64Array): number {
  let [low, high] = [0, middles.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((middles[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of k centres k + 1 places among the sorted numbers, between which each one's stand. */
function boundsOf(sorted: Float32Array, centres: Float64Array): Float64Array {
  const bounds = new Float64Array(centres.length + 1);
  bounds[centres.length] = sorted.length;
  middlesOf(centres).forEach((middle, k) => {
    let [low, high] = [bounds[k] as number, sorted.length];
    while (low < high) {
      const at = (low + high) >> 1;
      if ((sorted[at] as number) <= middle) low = at + 1;
      else high = at;
    }
    bounds[k + 1] = low;
  });
  return bounds;
}

function varianceOf(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
