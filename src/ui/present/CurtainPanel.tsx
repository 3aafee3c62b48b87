import { axesOf } from '../../spec/point.ts';
import { useLab } from '../../state/lab/useLab.ts';
import type { Choice } from '../../state/page/guesses.ts';
import { useGuesses } from '../../state/page/guesses.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { SeriesSample } from '../results/charts/SeriesSample.tsx';
import { seriesStyle } from '../seriesStyle.ts';
import { useWords } from '../text/useWords.ts';
import { pointOfChoice } from './choice.ts';
import styles from './curtain.module.css';
import { type Question, useChoiceName } from './useQuestion.ts';

/** The question in front of the results. A reader answers it; before an audience the hands are counted. */
export function CurtainPanel({ question }: { readonly question: Question }) {
  const { curtain } = useWords('present');
  const present = usePageView((page) => page.present);
  const lift = useGuesses((guesses) => guesses.lift);
  const { key, choices } = question;
  return (
    <section className={styles.curtain} aria-labelledby="guess-first" data-control="curtain">
      <div className={styles.card}>
        <p className={styles.title}>{curtain.title}</p>
        <h2 id="guess-first" className={styles.question}>
          {choices.length > 0 ? curtain.question : curtain.single}
        </h2>
        {choices.length === 0 ? null : present ? (
          <Hands question={question} />
        ) : (
          <Answers question={question} />
        )}
        <div className={styles.foot}>
          {choices.length === 0 ? null : <p>{present ? curtain.hands : curtain.why}</p>}
          <button type="button" data-plain={present ? undefined : ''} onClick={() => lift(key)}>
            {present ? `${curtain.lift} (G)` : curtain.skip}
          </button>
        </div>
      </div>
    </section>
  );
}

function Answers({ question: { key, choices } }: { readonly question: Question }) {
  const choose = useGuesses((guesses) => guesses.choose);
  const nameOf = useChoiceName();
  return (
    <ul className={styles.choices}>
      {choices.map((choice) => (
        <li key={choice}>
          <button type="button" className={styles.choice} onClick={() => choose(key, choice)}>
            <Sample choice={choice} />
            {nameOf(choice)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Hands({ question: { key, choices, guess } }: { readonly question: Question }) {
  const { curtain } = useWords('present');
  const count = useGuesses((guesses) => guesses.count);
  const nameOf = useChoiceName();
  return (
    <ul className={styles.choices} data-hands="">
      {choices.map((choice) => {
        const name = nameOf(choice);
        const hands = guess.hands[choice] ?? 0;
        return (
          <li key={choice} className={styles.hands}>
            <span className={styles.name}>
              <Sample choice={choice} />
              {name}
            </span>
            <button
              type="button"
              disabled={hands === 0}
              aria-label={curtain.fewer(name)}
              onClick={() => count(key, choice, -1)}
            >
              −
            </button>
            <output className={styles.count}>{hands}</output>
            <button type="button" aria-label={curtain.more(name)} onClick={() => count(key, choice, 1)}>
              +
            </button>
          </li>
        );
      })}
    </ul>
  );
}

export function Sample({ choice }: { readonly choice: Choice }) {
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const point = pointOfChoice(choice);
  return point ? <SeriesSample style={seriesStyle(point, axesOf(experiment))} /> : null;
}
