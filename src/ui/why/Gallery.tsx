import { useMemo, useState } from 'react';
import { isRight, type Judgements } from '../../shared/judgements.ts';
import { useLab, useLabActions } from '../../state/useLab.ts';
import { ThumbnailCanvas } from '../data/ThumbnailCanvas.tsx';
import { percentText } from '../quantities.ts';
import { useWhyText } from '../text/useWhyText.ts';
import type { Who } from '../text/why.en.ts';
import styles from './gallery.module.css';
import { useAnswer } from './useAnswer.ts';
import panel from './why.module.css';

/** Images shown at first, and added by each press. */
const page = 12;

/** Images with their true class and what two models answered. */
export function Gallery({
  cases,
  one,
  other,
  who,
  names,
}: {
  /** Positions in the validation set. */
  readonly cases: readonly number[];
  readonly one: Judgements;
  readonly other: Judgements;
  /** Whose judgements `one` and `other` are. */
  readonly who: readonly Who[];
  readonly names: readonly string[];
}) {
  const text = useWhyText();
  /** How many are shown, of which cases: others begin anew. */
  const [opened, setOpened] = useState({ cases, count: page });
  const count = opened.cases === cases ? opened.count : page;
  const shown = useMemo(() => cases.slice(0, count), [cases, count]);
  const { pictures } = useLabActions();
  const dataset = useLab((lab) => lab.dataset);
  const asking = useMemo(
    () => ({
      subject: dataset,
      ask: async () => (await Promise.all(shown.map((index) => pictures(index, 1)))).flat(),
    }),
    [dataset, shown, pictures],
  );
  const { answer, problem } = useAnswer(asking);
  if (cases.length === 0) return <p className={panel.quiet}>{text.noCases}</p>;
  const next = Math.min(page, cases.length - count);
  return (
    <>
      <ul className={styles.cases}>
        {shown.map((index) => {
          const picture = answer?.find((one) => one.index === index);
          return (
            <li key={index} className={styles.case}>
              <span className={styles.picture}>
                {picture ? <ThumbnailCanvas thumbnail={picture} /> : null}
              </span>
              <span className={styles.truth}>
                <span className={panel.hidden}>{text.trueClass}: </span>
                {names[one.labels[index] ?? -1]}
                <span className={styles.number}>{text.imageNumber(index)}</span>
              </span>
              <dl className={styles.answers}>
                {[one, other].map((judged, i) => (
                  <div key={who[i]} data-kind={who[i]}>
                    <dt>{text.who[who[i] ?? 'student']}</dt>
                    <dd>
                      {names[judged.answers[index] ?? -1]} {percentText(judged.confidence[index] ?? 0)}{' '}
                      <span aria-hidden="true">{isRight(judged, index) ? '✓' : '✗'}</span>
                      <span className={panel.hidden}>{isRight(judged, index) ? text.right : text.wrong}</span>
                    </dd>
                  </div>
                ))}
              </dl>
            </li>
          );
        })}
      </ul>
      {next > 0 ? (
        <button type="button" onClick={() => setOpened({ cases, count: count + page })}>
          {text.more(next, cases.length)}
        </button>
      ) : null}
      {problem ? (
        <p role="alert" className={panel.problem}>
          {problem}
        </p>
      ) : null}
    </>
  );
}
