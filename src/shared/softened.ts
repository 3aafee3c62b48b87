/**
 * What a temperature does to logits, in plain float64 numbers: small enough for a page to recompute as a slider moves.
 */

/** log softmax(z/T), with the maximum subtracted first. */
function logProbabilities(logits: readonly number[], temperature: number): number[] {
  const largest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const shifted = logits.map((z) => (z - largest) / temperature);
  const logSum = Math.log(shifted.reduce((sum, z) => sum + Math.exp(z), 0));
  return shifted.map((z) => z - logSum);
}

/** softmax(z/T): probabilities of logits [K] at temperature T > 0; [] for no logits. */
export function softened(logits: readonly number[], temperature: number): number[] {
  return logProbabilities(logits, temperature).map(Math.exp);
}

/** Entropy −Σ p log p in nats, 0 … log K, of softmax(z/T). */
export function entropy(logits: readonly number[], temperature: number): number {
  const parts = logProbabilities(logits, temperature).map((log) => -Math.exp(log) * log);
  return parts.reduce((sum, part) => sum + part, 0);
}

/**
 * KL(p_t ‖ p_s) in nats, p = softmax(z/T), without the factor T² that the loss has.
 *
 * Summed as Σ p_t·(d + e^(−d) − 1) with d = log p_t − log p_s, which is the same for distributions that sum to 1, and
 * does not cancel where they nearly agree; see the objectives' `divergence`.
 *
 * @throws RangeError when the two have different numbers of classes.
 */
export function divergence(
  teacher: readonly number[],
  student: readonly number[],
  temperature: number,
): number {
  if (teacher.length !== student.length) {
    throw new RangeError(`Teacher and student differ in classes: ${teacher.length} and ${student.length}.`);
  }
  const logStudent = logProbabilities(student, temperature);
  const parts = logProbabilities(teacher, temperature).map((logT, k) => {
    const logS = logStudent[k] ?? Number.NaN;
    const d = logT - logS;
    const p = Math.exp(logT);
    return Math.abs(d) < 0.1 ? p * (d + Math.expm1(-d)) : p * (d - 1) + Math.exp(logS);
  });
  return parts.reduce((sum, part) => sum + part, 0);
}
