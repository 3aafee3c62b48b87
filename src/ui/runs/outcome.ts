/**
 * What two sweeps show against each other, in one place and by the headline's rules: the alpha is chosen before any
 * result is seen, and a difference is claimed only beyond the chance of seeds and of images.
 */
import { errorsNeeded } from '../../shared/statistics.ts';
import { namedAlpha } from '../results/headline.ts';
import type { Contrast, ContrastRow } from './contrast.ts';

export type Verdict = 'b-more' | 'b-less' | 'unclear' | 'one';

export type Outcome =
  /** They share no alpha with a finished run. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'difference';
      readonly alpha: number;
      readonly contrast: Contrast;
      readonly verdict: Verdict;
    };

/** Validation images of both sweeps; undefined where they are not known. */
export interface Images {
  readonly a: number | undefined;
  readonly b: number | undefined;
  readonly same: boolean;
}

/**
 * Images: of the same m images at least |d| m are answered rightly in one sweep only, so the variance of d is at least
 * |d| (1 − |d|) / m (McNemar 1947); on different images it is p (1 − p) / m of each.
 */
function imageError(row: ContrastRow, size: number, { a, b, same }: Images): number {
  const pA = row.a?.accuracy.mean;
  const pB = row.b?.accuracy.mean;
  if (pA === undefined || pB === undefined) return Number.NaN;
  if (same) {
    const images = a ?? b;
    return images ? Math.sqrt((size * (1 - size)) / images) : Number.NaN;
  }
  return a && b ? Math.sqrt((pA * (1 - pA)) / a + (pB * (1 - pB)) / b) : Number.NaN;
}

export function verdictOf(row: ContrastRow, contrast: Contrast, images: Images): Verdict {
  const { mean, standardError, freedom, pairs, counts } = contrast;
  if (!Number.isFinite(standardError)) return 'one';
  const size = Math.abs(mean);
  const fewest = pairs ?? Math.min(...counts);
  const step =
    images.a || images.b ? 1 / (Math.min(images.a ?? Infinity, images.b ?? Infinity) * Math.sqrt(fewest)) : 0;
  const seeds = Math.max(standardError, step);
  const whole = Number.isFinite(freedom) ? Math.max(1, Math.floor(freedom)) : Math.max(1, fewest - 1);
  const beyondSeeds = seeds > 0 && size > errorsNeeded(0.05, whole) * seeds;
  const beyondImages = size > 1.96 * imageError(row, size, images);
  if (!beyondSeeds || !beyondImages) return 'unclear';
  return mean > 0 ? 'b-more' : 'b-less';
}

/** At the alpha that the headline would name, of those that both sweeps finished; alpha 1 where they share no other. */
export function outcomeOf(rows: readonly ContrastRow[], images: Images): Outcome {
  const common = rows.filter(({ accuracy }) => accuracy !== undefined);
  const alpha = namedAlpha(common.map((row) => row.alpha)) ?? common[0]?.alpha;
  const row = common.find((one) => one.alpha === alpha);
  if (!row?.accuracy) return { kind: 'nothing' };
  return {
    kind: 'difference',
    alpha: row.alpha,
    contrast: row.accuracy,
    verdict: verdictOf(row, row.accuracy, images),
  };
}
