import { useMemo } from 'react';
import { alphaAt } from '../../spec/point.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { type Choice, type Guess, noGuess, useGuesses } from '../../state/page/guesses.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { experimentKey } from '../../state/runs/experimentKey.ts';
import { alphaText } from '../alphaStyle.ts';
import { besideText } from '../seriesStyle.ts';
import { useWords } from '../text/useWords.ts';
import { choicesOf, pointOfChoice } from './choice.ts';

export interface Question {
  /** Whether the link asks for a guess; a lesson asks its own questions. */
  readonly asked: boolean;
  /** Whether the results are out of sight. */
  readonly down: boolean;
  readonly key: string;
  readonly guess: Guess;
  /** See `choicesOf`. */
  readonly choices: readonly Choice[];
}

/** What is to be guessed of the experiment on the page, and what was. */
export function useQuestion(): Question {
  const asked = usePageView((page) => page.guess && page.lesson === undefined);
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const key = useMemo(() => (asked ? experimentKey(experiment) : ''), [asked, experiment]);
  const guess = useGuesses((guesses) => guesses.all[key]) ?? noGuess;
  const choices = useMemo(() => choicesOf(experiment), [experiment]);
  return { asked, down: asked && !guess.lifted, key, guess, choices };
}

export function useChoiceName(): (choice: Choice) => string {
  const { curtain } = useWords('present');
  return (choice) => {
    const point = pointOfChoice(choice);
    if (!point) return curtain.none;
    const alpha = alphaAt(point);
    return `${alpha === 1 ? curtain.alone : curtain.alpha(alphaText(alpha))}${besideText(point)}`;
  };
}
