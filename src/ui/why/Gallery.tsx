import { useMemo, useState } from 'react';
import { isRight } from '../../protocol/imagePredictions.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { ClassName } from '../ClassName.tsx';
import { ThumbnailCanvas } from '../data/ThumbnailCanvas.tsx';
import { useLateWords } from '../text/late.ts';
import unseen from '../unseen.module.css';
import { useNarrow } from '../useNarrow.ts';
import styles from './gallery.module.css';
import type { Side } from './side.ts';
import { useAnswer } from './useAnswer.ts';
import panel from './why.module.css';

/** Images shown at first, and added by each press; a phone's column of them is long. */
const pageWide = 12;
const pageNarrow = 6;

/** Images with their true class and what two models answered. */
export function Gallery({
  cases,
  sides,
  names,
}: {
  /** Positions in the validation set. */
  readonly cases: readonly number[];
  readonly sides: readonly [Side, Side];
  readonly names: readonly string[];
}) {
  const text = useLateWords('why');
  const page = useNarrow() ? pageNarrow : pageWide;
  /** How many more were asked for, of which cases: others begin anew. */
  const [opened, setOpened] = useState({ cases, more: 0 });
  const count = page + (opened.cases === cases ? opened.more : 0);
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
                <span className={unseen.unseen}>{text.trueClass}: </span>
                <ClassName name={names[sides[0].predictions.labels[index] ?? -1]} />
                <span className={styles.number}>{text.imageNumber(index)}</span>
              </span>
              <dl className={styles.answers}>
                {sides.map(({ who, kind, predictions: own }) => (
                  <div key={who} data-kind={kind} data-who={who}>
                    <dt>{text.who[who]}</dt>
                    <dd>
                      <span className={styles.answer} title={names[own.predicted[index] ?? -1]}>
                        {names[own.predicted[index] ?? -1]}
                      </span>
                      <span>{wholePercent(own.confidence[index] ?? 0)}</span>
                      <span aria-hidden="true">{isRight(own, index) ? '✓' : '✗'}</span>
                      <span className={unseen.unseen}>{isRight(own, index) ? text.right : text.wrong}</span>
                    </dd>
                  </div>
                ))}
              </dl>
            </li>
          );
        })}
      </ul>
      {next > 0 ? (
        <button type="button" onClick={() => setOpened({ cases, more: count })}>
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

/** A probability in whole percent; never "100 %", which no softmax gives. */
function wholePercent(share: number): string {
  return share > 0.995 ? '>99\u202f%' : `${Math.round(share * 100)}\u202f%`;
}
