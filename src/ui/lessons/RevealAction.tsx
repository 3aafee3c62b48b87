import { useEffect } from 'react';
import type { TeacherTable } from '../../protocol/protocol.ts';
import type { Lesson, RevealStep } from '../../spec/lessons/lesson.ts';
import { experimentsOf } from '../../spec/lessons/lessonParts.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { progressOf } from '../../state/page/lessons.ts';
import { useLessons, useLessonsActions } from '../../state/page/useLessons.ts';
import { useTeacherTable } from '../temperature/useTeacherTable.ts';
import { useLanguage } from '../text/language.ts';
import { useWords } from '../text/useWords.ts';
import { AlikeResult } from './AlikeResult.tsx';
import { ComparedResult } from './ComparedResult.tsx';
import { EntropyResult } from './EntropyResult.tsx';
import { Expected } from './Expected.tsx';
import { FallResult } from './FallResult.tsx';
import { fallOf } from './fall.ts';
import styles from './LessonGuide.module.css';
import { Paragraphs } from './Paragraphs.tsx';
import { alikeOf, comparedOf, entropiesOf, type MeasuredBy, verdictOf } from './reveal.ts';
import { Sources } from './Sources.tsx';
import { StudentsUnanswered, TeacherUnanswered } from './Unanswered.tsx';
import { waitingFor } from './waiting.ts';

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
  const waiting = waitingFor(step.measure, results);
  const told = useTeacherTable();
  const answer = useAnswer(step, results, told.answer);
  const found = waiting ? undefined : answer?.found;
  useEffect(() => {
    if (found !== undefined) reveal(slug, step.prediction);
  }, [found, slug, step.prediction, reveal]);
  if (experimentsOf(step.measure).length > 0 && (waiting || !answer))
    return <StudentsUnanswered {...{ lesson, step, waiting, onGoTo }} />;
  if (!answer) return <TeacherUnanswered lesson={lesson} step={step} asked={told} />;
  const asked = lesson.steps.find((one) => one.kind === 'predict' && one.id === step.prediction);
  const choices = asked?.kind === 'predict' ? asked.choices : [];
  const choice = choices.find(({ id }) => id === predictions[step.prediction]);
  const verdict = choice && verdictOf(choice, answer.found);
  const besides = step.beside.flatMap((measure) =>
    waitingFor(measure, results) ? [] : (comparedOf(measure, results) ?? []),
  );
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

function useAnswer({ measure }: RevealStep, results: MeasuredBy, table: TeacherTable | undefined) {
  const classes = useLab((lab) => lab.dataset?.classes);
  switch (measure.kind) {
    case 'compare': {
      const compared = comparedOf(measure, results);
      return compared && { found: compared.outcome, shown: <ComparedResult compared={compared} /> };
    }
    case 'fall': {
      const fall = fallOf(measure, results);
      return fall && { found: fall.found, shown: <FallResult fall={fall} /> };
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
