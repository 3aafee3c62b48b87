import { useId } from 'react';
import type { PredictStep } from '../../spec/lessons/lesson.ts';
import { progressOf } from '../../state/page/lessons.ts';
import { useLessons, useLessonsActions } from '../../state/page/useLessons.ts';
import { useLanguage } from '../text/language.ts';
import { useWords } from '../text/useWords.ts';
import styles from './LessonGuide.module.css';

/** The question, until its answer was shown. */
export function PredictAction({ slug, step }: { readonly slug: string; readonly step: PredictStep }) {
  const text = useWords('lessons');
  const language = useLanguage();
  const { predictions, revealed } = useLessons((lessons) => progressOf(lessons, slug));
  const { predict } = useLessonsActions();
  const group = useId();
  const settled = revealed.includes(step.id);
  return (
    <fieldset className={styles.choices} disabled={settled}>
      <legend>{step.title[language]}</legend>
      {step.choices.map((choice) => (
        <label key={choice.id} className={styles.choice}>
          <input
            type="radio"
            name={group}
            checked={predictions[step.id] === choice.id}
            onChange={() => predict(slug, step.id, choice.id)}
          />
          <span>{choice.text[language]}</span>
        </label>
      ))}
      <p className={styles.quiet}>{settled ? text.settled : text.changeable}</p>
    </fieldset>
  );
}
