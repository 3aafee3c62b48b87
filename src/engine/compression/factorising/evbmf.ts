/**
 * How many singular values of a matrix stand out of its noise: empirical variational Bayesian matrix factorisation, in closed form
 * but for the noise's variance (Nakajima, Sugiyama, Babacan & Tomioka 2013, JMLR 14, theorem 2 and corollary 1).
 */

export interface Evbmf {
  /** 0 where there is nothing but noise. */
  readonly rank: number;
  /** Of the noise of one entry. */
  readonly variance: number;
  /** The singular values that are left, shrunk, descending. */
  readonly shrunk: readonly number[];
}

/** The zero of (τ − 1)·ln(1 + τ)/… that the paper's equation (15) approximates: τ̄ ≈ 2.5129·√α. */
const tauBar = 2.5129;

/**
 * @param singularValues all of them, descending.
 * @param longer the length of the matrix's longer side, M; they are as many as the shorter is long, L.
 */
export function evbmf(singularValues: Float64Array, longer: number): Evbmf {
  const shorter = singularValues.length;
  const alpha = shorter / longer;
  const tau = tauBar * Math.sqrt(alpha);
  const threshold = (1 + tau) * (1 + alpha / tau);
  const squares = Float64Array.from(singularValues, (value) => value ** 2);
  const total = squares.reduce((sum, square) => sum + square, 0);
  if (!(total > 0)) return { rank: 0, variance: 0, shrunk: [] };
  const most = Math.min(Math.ceil(shorter / (1 + alpha)) - 1, shorter);
  const rest = squares.slice(Math.max(0, most));
  const mean = rest.reduce((sum, square) => sum + square, 0) / Math.max(1, rest.length);
  const upper = total / (shorter * longer);
  const lower = Math.max((rest[0] ?? 0) / (longer * threshold), mean / longer, upper * 1e-12);
  const variance = leastOn(lower, Math.max(lower, upper), (candidate) =>
    freeEnergy(candidate, { squares, longer, alpha, threshold }),
  );
  const limit = longer * variance * threshold;
  const kept = [...singularValues].filter((value) => value ** 2 > limit);
  const shrunk = kept.map((value) => {
    const share = 1 - ((shorter + longer) * variance) / value ** 2;
    const root = share ** 2 - (4 * shorter * longer * variance ** 2) / value ** 4;
    return (value / 2) * (share + Math.sqrt(Math.max(0, root)));
  });
  return { rank: kept.length, variance, shrunk };
}

interface Observed {
  readonly squares: Float64Array;
  readonly longer: number;
  readonly alpha: number;
  readonly threshold: number;
}

/** As far as it depends on the variance, twice over L·M. */
function freeEnergy(variance: number, { squares, longer, alpha, threshold }: Observed): number {
  let sum = 0;
  for (const square of squares) {
    const x = Math.max(square / (longer * variance), Number.MIN_VALUE);
    if (x <= threshold) {
      sum += x - Math.log(x);
      continue;
    }
    const moved = x - (1 + alpha);
    const tau = (moved + Math.sqrt(moved ** 2 - 4 * alpha)) / 2;
    sum += x - tau + Math.log((tau + 1) / x) + alpha * Math.log(tau / alpha + 1);
  }
  return sum;
}

const steps = 400;
const golden = (Math.sqrt(5) - 1) / 2;

/** Where a function is least: among even steps of the logarithm, then by golden sections round the least of these. */
function leastOn(lower: number, upper: number, of: (x: number) => number): number {
  const ratio = Math.log(upper / lower) / steps;
  const at = (i: number) => lower * Math.exp(ratio * Math.min(Math.max(i, 0), steps));
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= steps; i++) {
    const value = of(at(i));
    if (value < least) [best, least] = [i, value];
  }
  let [low, high] = [at(best - 1), at(best + 1)];
  while (high - low > 1e-12 * high) {
    const width = golden * (high - low);
    if (of(high - width) < of(low + width)) high = low + width;
    else low = high - width;
  }
  return (low + high) / 2;
}
