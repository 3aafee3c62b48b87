/**
 * The headline figure of a sweep from how its runs ended, without their curves.
 */

import { spread } from '../../analysis/spread.ts';
import type { Gain } from '../../analysis/statistics.ts';
import type { RunEnd } from '../../state/runs/sweepRow.ts';
import { namedAlpha } from '../results/headline/headline.ts';

/** Accuracy gained over alpha 1 at the alpha that the headline names, run by run; undefined without a pair. */
export function gainOfEnds(
  ends: readonly RunEnd[],
  alphas: readonly number[],
): (Gain & { readonly alpha: number }) | undefined {
  const alpha = namedAlpha(alphas);
  if (alpha === undefined) return undefined;
  const differences = ends.flatMap((end) => {
    if (end.alpha !== alpha) return [];
    const alone = ends.find((other) => other.alpha === 1 && other.run === end.run);
    return alone ? [end.accuracy - alone.accuracy] : [];
  });
  if (differences.length === 0) return undefined;
  const { mean, std, n } = spread(differences);
  return { alpha, mean, standardError: std / Math.sqrt(n), n };
}
