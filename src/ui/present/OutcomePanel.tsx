import { useMemo } from 'react';
import { tableOf } from '../../analysis/statistics.ts';
import { axesOf } from '../../spec/point.ts';
import { measuredImages } from '../../state/lab/measuredImages.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { useGuesses } from '../../state/page/guesses.ts';
import { useCalmRuns } from '../results/charts/useCalmRuns.ts';
import { percentSpread } from '../results/format.ts';
import { seriesStyle } from '../seriesStyle.ts';
import { grouped } from '../text/numbers.ts';
import { useWords } from '../text/useWords.ts';
import { Sample } from './CurtainPanel.tsx';
import { choiceOf, pointOfChoice } from './choice.ts';
import styles from './curtain.module.css';
import { guessVerdict, outcomeOf } from './outcome.ts';
import { type Question, useChoiceName } from './useQuestion.ts';

/** The guess beside what came out, which claims no more than the pairs can show. */
export function OutcomePanel({ question }: { readonly question: Question }) {
  const { gap } = useWords('flow');
  const { outcome: text, curtain } = useWords('present');
  const { none } = useWords('results');
  const lower = useGuesses((guesses) => guesses.lower);
  const nameOf = useChoiceName();
  const runs = useCalmRuns();
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const axes = axesOf(experiment);
  const images = useLab(measuredImages);
  const busy = useLab((lab) => isBusy(lab.phase));
  const rows = useMemo(() => tableOf(runs, 'final'), [runs]);
  const outcome = useMemo(() => outcomeOf(runs, images), [runs, images]);
  const { key, guess, choices } = question;
  const { own, hands } = guess;
  const most = Math.max(0, ...choices.map((choice) => hands[choice] ?? 0));
  if (choices.length === 0) return null;
  return (
    <section className={styles.outcome} aria-label={text.title} data-control="outcome">
      <p className={styles.said} role="status">
        {sentences().join(gap)}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text.student}</th>
            {most > 0 ? <th scope="col">{text.hands}</th> : null}
            <th scope="col">{text.accuracy}</th>
          </tr>
        </thead>
        <tbody>
          {choices.map((choice) => {
            const point = pointOfChoice(choice);
            const row = rows.find((one) => choiceOf(one.point) === choice);
            const count = hands[choice] ?? 0;
            return (
              <tr
                key={choice}
                data-best={outcome.kind === 'clear' && outcome.best.choice === choice ? '' : undefined}
              >
                <th scope="row">
                  <Sample choice={choice} /> {nameOf(choice)}
                  {choice === own ? <span className={styles.yours}>{text.yours}</span> : null}
                </th>
                {most > 0 ? (
                  <td>
                    <span className={styles.bar}>
                      <span
                        style={{
                          inlineSize: `${(count / most) * 100}%`,
                          background: point ? seriesStyle(point, axes).colour : 'var(--ink-quiet)',
                        }}
                      />
                    </span>
                    <span className={styles.number}>{grouped(count)}</span>
                  </td>
                ) : null}
                <td className={styles.number}>{row ? `${percentSpread(row.accuracy)} %` : none}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.note}>
        {outcome.kind === 'none-yet' || choices.length < 4 ? '' : text.correction}{' '}
        <button type="button" onClick={() => lower(key)}>
          {curtain.lower}
        </button>
      </p>
    </section>
  );

  function sentences(): readonly string[] {
    const guessed = own ? [text.own(nameOf(own))] : most > 0 ? [] : [text.ownNothing];
    if (outcome.kind === 'none-yet') return [...guessed, text.noneYet];
    const { best, rival, pairs, kind } = outcome;
    const alike = Math.round(best.accuracy * 1000) === Math.round(rival.accuracy * 1000);
    const came = alike
      ? text.tied(nameOf(best.choice), best.accuracy, nameOf(rival.choice), pairs)
      : text[kind](nameOf(best.choice), best.accuracy, nameOf(rival.choice), rival.accuracy, pairs);
    const verdict = own ? guessVerdict(own, outcome) : undefined;
    const verdicts = verdict
      ? [own === 'none' && verdict === 'open' ? text.verdicts.openNone : text.verdicts[verdict]]
      : [];
    return [...guessed, busy ? `${text.soFar}${came}` : came, ...verdicts];
  }
}
