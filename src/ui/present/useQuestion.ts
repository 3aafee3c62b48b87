import { useMemo } from 'react';
import { useLab } from '../../state/lab/useLab.ts';
import { type Choice, type Guess, noGuess, useGuesses } from '../../state/page/guesses.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { experimentKey } from '../../state/runs/experimentKey.ts';
import { alphaText } from '../alphaStyle.ts';
import { useWords } from '../text/useWords.ts';

export interface Question {
  /** Whether the link asks for a guess; a lesson asks its own questions. */
  readonly asked: boolean;
  /** Whether the results are out of sight. */
  readonly down: boolean;
  readonly key: string;
  readonly guess: Guess;
  /** Ascending alphas and that there is no difference; none where there is one alpha only. */
  readonly choices: readonly Choice[];
}

export const alphaOf = (choice: Choice) => (choice === 'none' ? undefined : Number(choice));

/** What is to be guessed of the experiment on the page, and what was. */
export function useQuestion(): Question {
  const asked = usePageView((page) => page.guess && page.lesson === undefined);
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const key = useMemo(() => (asked ? experimentKey(experiment) : ''), [asked, experiment]);
  const guess = useGuesses((guesses) => guesses.all[key]) ?? noGuess;
  const choices = useMemo(() => {
    const alphas = [...new Set(experiment.alphas)].sort((a, b) => a - b);
    return alphas.length > 1 ? [...alphas.map((alpha): Choice => `${alpha}`), 'none' as const] : [];
  }, [experiment]);
  return { asked, down: asked && !guess.lifted, key, guess, choices };
}

export function useChoiceName(): (choice: Choice) => string {
  const { curtain } = useWords('present');
  return (choice) => {
    const alpha = alphaOf(choice);
    if (alpha === undefined) return curtain.none;
    return alpha === 1 ? curtain.alone : curtain.alpha(alphaText(alpha));
  };
}
