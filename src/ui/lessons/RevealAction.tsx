import { useEffect } from 'react';
import type { Lesson, RevealStep } from '../../shared/lesson.ts';
import { sameExperiment } from '../../state/experimentKey.ts';
import { progressOf } from '../../state/lessons.ts';
import { isBusy } from '../../state/phases.ts';
import { useLab } from '../../state/useLab.ts';
import { useLessons, useLessonsActions } from '../../state/useLessons.ts';
import { useTeacherTable } from '../temperature/useTeacherTable.ts';
import { useLanguage } from '../text/language.ts';
import { useWords } from '../text/useWords.ts';
import { AlikeResult } from './AlikeResult.tsx';
import { ComparedResult } from './ComparedResult.tsx';
import { EntropyResult } from './EntropyResult.tsx';
import { Expected } from './Expected.tsx';
import styles from './LessonGuide.module.css';
import { Paragraphs } from './Paragraphs.tsx';
import { alikeOf, comparedOf, entropiesOf, judged, type MeasuredBy } from './reveal.ts';
import { Sources } from './Sources.tsx';

/** What was measured, whether the prediction holds, what the authors found, and what it means. */
export function RevealAction({
  slug,
  lesson,
  step,
  results,
  last,
  onGoTo,
}: {
  readonly slug: string;
  readonly lesson: Lesson;
  readonly step: RevealStep;
  readonly results: MeasuredBy;
  readonly last: boolean;
  readonly onGoTo: (step: number) => void;
}) {
  const text = useWords('lessons');
  const language = useLanguage();
  const { predictions } = useLessons((lessons) => progressOf(lessons, slug));
  const { reveal } = useLessonsActions();
  const waiting = useWaiting(step, results);
  const answer = useAnswer(step, results);
  const found = waiting ? undefined : answer?.found;
  useEffect(() => {
    if (found !== undefined) reveal(slug, step.prediction);
  }, [found, slug, step.prediction, reveal]);
  if (waiting) return <p className={styles.act}>{text.waitForAll(waiting.done, waiting.total)}</p>;
  if (!answer) {
    const training = lesson.steps.findIndex(
      (one) =>
        one.kind === 'run' &&
        step.measure.kind === 'compare' &&
        [step.measure.a, step.measure.b].some(
          ({ experiment }) => experiment === one.experiment && !results(experiment)?.runs.length,
        ),
    );
    return (
      <div className={styles.act}>
        <p>{step.measure.kind === 'compare' ? text.missing : text.teacherLooking}</p>
        {training >= 0 ? (
          <button type="button" onClick={() => onGoTo(training)}>
            {text.toRun}
          </button>
        ) : null}
      </div>
    );
  }
  const asked = lesson.steps.find((one) => one.kind === 'predict' && one.id === step.prediction);
  const choices = asked?.kind === 'predict' ? asked.choices : [];
  const choice = choices.find(({ id }) => id === predictions[step.prediction]);
  const verdict = choice && judged(choice, answer.found);
  const besides = step.beside.flatMap((measure) => comparedOf(measure, results) ?? []);
  return (
    <>
      <div className={styles.answer}>
        <p className={styles.verdict} data-verdict={verdict}>
          {choice ? text.predicted(choice.text[language]) : text.notPredicted}{' '}
          {verdict ? <strong>{text.verdicts[verdict]}</strong> : null}
        </p>
        {answer.shown}
      </div>
      {besides.length > 0 ? (
        <div className={styles.answer}>
          {besides.map((compared) => (
            <ComparedResult key={JSON.stringify(compared.measure)} compared={compared} />
          ))}
        </div>
      ) : null}
      <div className={styles.meaning} data-wide={besides.length > 0 ? '' : undefined}>
        <Paragraphs text={step.text[language]} />
        {step.expectation ? <Expected expectation={step.expectation} /> : null}
        {last ? <Sources lesson={lesson} /> : null}
      </div>
    </>
  );
}

/** Nobody looks before the last run: how many there would be was decided beforehand, and peeking would make chance look sure. */
function useWaiting({ measure }: RevealStep, results: MeasuredBy) {
  const busy = useLab(({ phase }) => isBusy(phase));
  const training = useLab((lab) => lab.measured);
  if (!busy || measure.kind !== 'compare') return undefined;
  for (const side of [measure.a, measure.b]) {
    const measured = results(side.experiment);
    if (!measured || !sameExperiment(training, measured.experiment)) continue;
    const { alphas, runs } = measured.experiment;
    const total = alphas.length * runs;
    if (measured.runs.length < total) return { done: measured.runs.length, total };
  }
  return undefined;
}

function useAnswer({ measure }: RevealStep, results: MeasuredBy) {
  const { answer: table } = useTeacherTable();
  const classes = useLab((lab) => lab.dataset?.classes);
  switch (measure.kind) {
    case 'compare': {
      const compared = comparedOf(measure, results);
      return compared && { found: compared.outcome, shown: <ComparedResult compared={compared} /> };
    }
    case 'alike': {
      const alike = table && classes && alikeOf(measure, table, classes);
      const found = alike?.others[0]?.name;
      return alike && found !== undefined
        ? { found, shown: <AlikeResult alike={alike} temperature={measure.temperature} /> }
        : undefined;
    }
    case 'entropy': {
      const entropies = table && entropiesOf(measure, table);
      return (
        entropies && {
          found: entropies.to / entropies.from,
          shown: <EntropyResult entropies={entropies} measure={measure} />,
        }
      );
    }
  }
}
