/**
 * From turns to figures. Medians, because a busy machine only ever makes a turn slower.
 */

/** Of n numbers; every figure is NaN for n = 0. */
export interface MedianRange {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly n: number;
}

/** The middle number, or the mean of the two in the middle. */
export function medianRange(values: readonly number[]): MedianRange {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const at = (i: number) => sorted[i] ?? Number.NaN;
  return {
    median: (at(Math.floor((n - 1) / 2)) + at(Math.ceil((n - 1) / 2))) / 2,
    least: at(0),
    most: at(n - 1),
    n,
  };
}

/**
 * max |a_i − b_i| / max |b_i|: how far results are from the reference's, in parts of its largest. Infinity where their
 * numbers differ in count or one is not finite.
 */
export function largestDifference(results: readonly number[], reference: readonly number[]): number {
  if (results.length !== reference.length || results.length === 0) return Number.POSITIVE_INFINITY;
  let [difference, scale] = [0, 0];
  for (const [i, expected] of reference.entries()) {
    const apart = Math.abs((results[i] ?? Number.NaN) - expected);
    if (!Number.isFinite(apart)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, apart);
    scale = Math.max(scale, Math.abs(expected));
  }
  return difference === 0 ? 0 : difference / scale;
}

/**
 * Who goes when: everyone once a round, the first one later each round, so that a machine which slows down or warms up
 * favours nobody.
 */
export function orderOfTurns<Peer>(peers: readonly Peer[], rounds: number): readonly (readonly Peer[])[] {
  return Array.from({ length: rounds }, (_, round) => {
    const first = peers.length === 0 ? 0 : round % peers.length;
    return [...peers.slice(first), ...peers.slice(0, first)];
  });
}

/** The slope of log y over log x, by least squares; undefined for less than two points. */
export function logSlope(x: readonly number[], y: readonly number[]): number | undefined {
  if (x.length !== y.length || x.length < 2) return undefined;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [across, up] = [x.map(Math.log), y.map(Math.log)];
  const [centre, height] = [mean(across), mean(up)];
  let [product, square] = [0, 0];
  across.forEach((value, i) => {
    product += (value - centre) * ((up[i] ?? 0) - height);
    square += (value - centre) ** 2;
  });
  return product / square;
}
