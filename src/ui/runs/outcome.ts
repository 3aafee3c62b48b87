/**
 * What two sweeps show against each other, in one place and by the headline's rules: the alpha is chosen before any
 * result is seen, and a difference is claimed only beyond the chance of seeds and of images.
 */
import { type Contrast, doubtOfContrast, type Images, verdictOfContrast } from '../../analysis/contrast.ts';
import type { Doubt, Verdict } from '../../analysis/statistics.ts';
import { alphaOf } from '../../protocol/record.ts';
import { namedAlpha } from '../results/headline/headline.ts';
import type { ContrastRow } from './contrastRows.ts';

export type Outcome =
  /** They share no alpha with a finished run. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'difference';
      readonly alpha: number;
      readonly contrast: Contrast;
      /** `more`: B above A. */
      readonly verdict: Verdict;
      /** What stands against a claim where the verdict is none. */
      readonly doubt: Doubt;
      readonly images: Images;
    };

/** At the alpha that the headline would name, of those that both sweeps finished; alpha 1 where they share no other. */
export function outcomeOf(rows: readonly ContrastRow[], images: Images): Outcome {
  const common = rows.filter(({ accuracy }) => accuracy !== undefined);
  const alpha = namedAlpha(common.map(alphaOf)) ?? 1;
  const row = common.find((one) => alphaOf(one) === alpha) ?? common[0];
  if (!row?.accuracy) return { kind: 'nothing' };
  return {
    kind: 'difference',
    alpha: alphaOf(row),
    contrast: row.accuracy,
    verdict: verdictOfContrast(row.accuracy, images),
    doubt: doubtOfContrast(row.accuracy, images),
    images,
  };
}
