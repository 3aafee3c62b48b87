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

/**
 * Gradient of the soft loss on the student's logits, [K]: T²·(p_s − p_t)/(T·N), which is T·(p_s − p_t)/N (Hinton et al.
 * 1503.02531, eq. 2). Without the factor T², (p_s − p_t)/(T·N): it fades as 1/T² next to the hard loss.
 *
 * @param images N, over which the loss is a mean.
 */
export function softGradient(
  teacher: readonly number[],
  student: readonly number[],
  temperature: number,
  { scaled = true, images = 1 }: { readonly scaled?: boolean; readonly images?: number } = {},
): number[] {
  const teachers = softened(teacher, temperature);
  const scale = (scaled ? temperature : 1 / temperature) / images;
  return softened(student, temperature).map((p, k) => scale * (p - (teachers[k] ?? Number.NaN)));
}

/** Gradient of the hard loss on the student's logits, [K]: (p_s − y)/N at T = 1, y one-hot at `label`. */
export function hardGradient(student: readonly number[], label: number, images = 1): number[] {
  return softened(student, 1).map((p, k) => (p - (k === label ? 1 : 0)) / images);
}

/** Logits less their mean, [K]: what a softmax at any temperature cannot tell from the logits themselves. */
export function centred(logits: readonly number[]): number[] {
  const mean = logits.reduce((sum, z) => sum + z, 0) / logits.length;
  return logits.map((z) => z - mean);
}

/** ½·MSE of centred logits, 1/(2K) Σ (ẑ_s − ẑ_t)²: what T²·KL(p_t ‖ p_s) tends to as T → ∞. */
export function logitMatching(teacher: readonly number[], student: readonly number[]): number {
  return logitMatchingGradient(teacher, student).reduce((sum, g) => sum + (g * g * student.length) / 2, 0);
}

/** Its gradient on the student's logits, [K]: (ẑ_s − ẑ_t)/K, to which T·(p_s − p_t) tends. */
export function logitMatchingGradient(teacher: readonly number[], student: readonly number[]): number[] {
  const teachers = centred(teacher);
  return centred(student).map((z, k) => (z - (teachers[k] ?? Number.NaN)) / student.length);
}
