/**
 * How likely so many successes are by chance alone.
 */

/**
 * P(X ≥ successes) for X ~ Bin(trials, share): the exact one-sided binomial test.
 *
 * @param share 0 … 1.
 */
export function binomialTail(successes: number, trials: number, share: number): number {
  if (successes <= 0) return 1;
  if (successes > trials || share <= 0) return 0;
  if (share >= 1) return 1;
  // The largest term that is summed, as its logarithm, for the terms themselves may be too small to hold.
  const peak = Math.min(trials, Math.max(successes, Math.floor((trials + 1) * share)));
  let largest = trials * Math.log1p(-share);
  const odds = share / (1 - share);
  for (let k = 1; k <= peak; k++) largest += Math.log(((trials - k + 1) / k) * odds);
  let sum = 1;
  for (let k = peak + 1, term = 1; k <= trials && term > 1e-17; k++) {
    term *= ((trials - k + 1) / k) * odds;
    sum += term;
  }
  for (let k = peak, term = 1; k > successes && term > 1e-17; k--) {
    term *= k / ((trials - k + 1) * odds);
    sum += term;
  }
  return Math.min(1, Math.exp(largest) * sum);
}
