/** The class with the largest logit, the first of equals; undefined for no logits. */
export function firstChoice(logits: readonly number[] | undefined): number | undefined {
  if (!logits || logits.length === 0) return undefined;
  return logits.reduce((best, z, k) => (z > (logits[best] ?? Number.NEGATIVE_INFINITY) ? k : best), 0);
}
