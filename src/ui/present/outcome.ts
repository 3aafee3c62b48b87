/**
 * What came out, held against a guess: which alpha's students were right most often, and whether the pairs can tell it
 * from the others. The best of several was picked after the results were seen, so every pair of alphas counts as a
 * comparison and the 5 % are divided among them (Bonferroni; Dunn 1961).
 */
import type { RunRecord } from '../../shared/records.ts';
import { type Gain, gainOver, tableOf } from '../../shared/statistics.ts';
import type { Choice } from '../../state/guesses.ts';

export type Outcome =
  /** Fewer than two alphas have a finished run. */
  | { readonly kind: 'none-yet' }
  | {
      /** `clear`: the best is above every other by more than chance explains. */
      readonly kind: 'clear' | 'unclear';
      readonly best: Measured;
      /** The one that is hardest to tell from the best. */
      readonly rival: Measured;
      /** Runs that both have. */
      readonly pairs: number;
      /** Alphas that are below the best by more than chance explains. */
      readonly beaten: readonly number[];
    };

export interface Measured {
  readonly alpha: number;
  /** Mean over runs, final epoch, 0 … 1. */
  readonly accuracy: number;
}

/** P(|T| < t) of Student's t with a whole number of degrees of freedom: Abramowitz & Stegun 26.7.3 and 26.7.4. */
function within(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cosine = Math.cos(angle);
  const odd = freedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

/** How many standard errors a mean must be from 0 for `share` (as 0.05), two-sided. */
export function errorsNeeded(share: number, freedom: number): number {
  const degrees = Math.min(1000, freedom);
  let low = 0;
  let high = 1e6;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (within(middle, degrees) < 1 - share) low = middle;
    else high = middle;
  }
  return high;
}

/** As `verdictOf` of the headline (other seeds, and other images), for a share of the 5 %. */
function isClear({ mean, standardError, n }: Gain, images: number | undefined, share: number): boolean {
  if (n < 2 || mean <= 0) return false;
  const seeds = Math.max(standardError, images ? 1 / (images * Math.sqrt(n)) : 0);
  if (!(seeds > 0) || mean <= errorsNeeded(share, n - 1) * seeds) return false;
  return !images || mean > errorsNeeded(share, 1000) * Math.sqrt((mean * (1 - mean)) / images);
}

/** @param images validation images that the accuracies were measured on. */
export function outcomeOf(runs: readonly RunRecord[], images: number | undefined): Outcome {
  const rows = tableOf(runs, 'final').map(({ alpha, accuracy }) => ({ alpha, accuracy: accuracy.mean }));
  const [best, ...others] = rows.sort((a, b) => b.accuracy - a.accuracy);
  const comparisons = (rows.length * (rows.length - 1)) / 2;
  if (!best) return { kind: 'none-yet' };
  const compared = others.flatMap((one) => {
    const gain = gainOver(runs, best.alpha, one.alpha, 'final');
    return gain ? [{ one, pairs: gain.n, clear: isClear(gain, images, 0.05 / comparisons) }] : [];
  });
  const rival = compared.find(({ clear }) => !clear) ?? compared[0];
  if (!rival) return { kind: 'none-yet' };
  return {
    kind: rival.clear ? 'clear' : 'unclear',
    best,
    rival: rival.one,
    pairs: rival.pairs,
    beaten: compared.filter(({ clear }) => clear).map(({ one }) => one.alpha),
  };
}

/** `open`: neither shown right nor shown wrong. */
export type Judgement = 'right' | 'wrong' | 'open';

export function judge(choice: Choice, outcome: Exclude<Outcome, { kind: 'none-yet' }>): Judgement {
  const { kind, best, beaten } = outcome;
  // That there is no difference cannot be shown, only that there is one.
  if (choice === 'none') return beaten.length > 0 ? 'wrong' : 'open';
  if (beaten.includes(Number(choice))) return 'wrong';
  return kind === 'clear' && Number(choice) === best.alpha ? 'right' : 'open';
}
