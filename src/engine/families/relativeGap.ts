/**
 * Numbers against those of another implementation, for tests.
 */

/** The largest difference, in parts of the largest expected number; infinite where one is missing or not a number. */
export function relativeGap(found: ArrayLike<number>, expected: readonly number[]): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  const gaps = expected.map((value, i) => Math.abs((found[i] ?? Number.NaN) - value));
  const gap = Math.max(...gaps) / Math.max(...expected.map(Math.abs));
  return Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap;
}
