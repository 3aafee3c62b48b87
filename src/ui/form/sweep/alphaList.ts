/**
 * Changes to a list of alphas, which stays sorted, distinct and within 0 … 1.
 */
import { fields } from '../../../spec/experiment.ts';

/** What a drag or an arrow key moves an alpha by. */
export const alphaStep = 0.05;

/** In the middle of the widest gap (ends included; the first of equals), as a multiple of a step where one fits; undefined where the list is full. */
export function withAnotherAlpha(alphas: readonly number[]): readonly number[] | undefined {
  if (alphas.length >= fields.alphas.atMost) return undefined;
  const sorted = sortedAlphas(alphas);
  if (!sorted.includes(1)) return [...sorted, 1];
  if (!sorted.includes(0)) return [0, ...sorted];
  let widest = 0;
  let added = 0.5;
  for (const [index, alpha] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined || next - alpha <= widest + 1e-12) continue;
    widest = next - alpha;
    const middle = alpha + widest / 2;
    const onStep = tidy(Math.round(middle / alphaStep) * alphaStep);
    added = onStep > alpha && onStep < next ? onStep : tidy(middle);
  }
  return sortedAlphas([...sorted, added]);
}

/** Without one alpha; undefined where it is the last. */
export function withoutAlpha(alphas: readonly number[], alpha: number): readonly number[] | undefined {
  const rest = alphas.filter((other) => other !== alpha);
  return rest.length > 0 && rest.length < alphas.length ? rest : undefined;
}

export function sortedAlphas(alphas: readonly number[]): readonly number[] {
  return [...alphas].sort((a, b) => a - b);
}

/** Drops the dust of binary fractions: 0.15000000000000002 → 0.15. */
export function tidy(alpha: number): number {
  return Math.round(alpha * 1e6) / 1e6;
}
