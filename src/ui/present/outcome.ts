/**
 * What came out, held against a guess: which students were right most often, and whether the pairs can tell it
 * from the others. The best of several was picked after the results were seen, so every pair of points counts as a
 * comparison and the 5 % are divided among them (Bonferroni; Dunn 1961).
 */

import { gainOver, tableOf, verdictOf } from '../../analysis/statistics.ts';
import type { RunRecord } from '../../protocol/records.ts';
import type { Point } from '../../spec/point.ts';
import type { Choice } from '../../state/page/guesses.ts';
import { choiceOf } from './choice.ts';

export type Outcome =
  /** Fewer than two points have a finished run. */
  | { readonly kind: 'none-yet' }
  | {
      /** `clear`: the best is above every other by more than chance explains. */
      readonly kind: 'clear' | 'unclear';
      readonly best: Measured;
      /** The one that is hardest to tell from the best. */
      readonly rival: Measured;
      /** Runs that both have. */
      readonly pairs: number;
      /** Those that are below the best by more than chance explains. */
      readonly beaten: readonly Choice[];
    };

export interface Measured {
  readonly choice: Choice;
  readonly point: Point;
  /** Mean over runs, final epoch, 0 … 1. */
  readonly accuracy: number;
}

/** @param images validation images that the accuracies were measured on, as for `verdictOf`. */
export function outcomeOf(runs: readonly RunRecord[], images: number | undefined): Outcome {
  const rows = tableOf(runs, 'final').map((row) => ({
    ...{ choice: choiceOf(row.point), point: row.point },
    accuracy: row.accuracy.mean,
  }));
  const [best, ...others] = rows.sort((a, b) => b.accuracy - a.accuracy);
  const comparisons = (rows.length * (rows.length - 1)) / 2;
  if (!best) return { kind: 'none-yet' };
  const compared = others.flatMap((one) => {
    const gain = gainOver(runs, best.point, one.point, 'final');
    const clear = gain && verdictOf(gain, images, 0.05 / comparisons) === 'more';
    return gain ? [{ one, pairs: gain.n, clear }] : [];
  });
  const rival = compared.find(({ clear }) => !clear) ?? compared[0];
  if (!rival) return { kind: 'none-yet' };
  return {
    kind: rival.clear ? 'clear' : 'unclear',
    best,
    rival: rival.one,
    pairs: rival.pairs,
    beaten: compared.filter(({ clear }) => clear).map(({ one }) => one.choice),
  };
}

/** `open`: neither shown right nor shown wrong. */
export type GuessVerdict = 'right' | 'wrong' | 'open';

export function guessVerdict(choice: Choice, outcome: Exclude<Outcome, { kind: 'none-yet' }>): GuessVerdict {
  const { kind, best, beaten } = outcome;
  // That there is no difference cannot be shown, only that there is one.
  if (choice === 'none') return beaten.length > 0 ? 'wrong' : 'open';
  if (beaten.includes(choice)) return 'wrong';
  return kind === 'clear' && choice === best.choice ? 'right' : 'open';
}
