import type { TeacherTable } from '../../protocol/protocol.ts';
import { experimentAt, type Lesson, lessonExperiment, type RevealStep } from '../../spec/lessons/lesson.ts';
import { experimentsOf } from '../../spec/lessons/lessonParts.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { sameExperiment } from '../../state/runs/experimentKey.ts';
import type { Asked } from '../temperature/useExample.ts';
import { useTeacherMissing } from '../temperature/useTeacherMissing.ts';
import { useWords } from '../text/useWords.ts';
import { isTrained } from './isTrained.ts';
import styles from './LessonGuide.module.css';
import type { Waiting } from './waiting.ts';

/** Why there is no answer of the students yet, and the way to where they are trained. */
export function StudentsUnanswered({
  lesson,
  step: { measure },
  waiting,
  onGoTo,
}: {
  readonly lesson: Lesson;
  readonly step: RevealStep;
  readonly waiting: Waiting | undefined;
  readonly onGoTo: (step: number) => void;
}) {
  const text = useWords('lessons');
  const busy = useLab(({ phase }) => isBusy(phase));
  const wanted = waiting?.experiment ?? experimentsOf(measure)[0];
  const training = lesson.steps.findIndex((one) => one.kind === 'run' && one.experiment === wanted);
  const trains = wanted === undefined || isTrained(lessonExperiment(lesson, wanted));
  const begun = waiting && (busy || waiting.done > 0);
  return (
    <div className={styles.act}>
      <p>{begun ? (trains ? text : text.making).waitForAll(waiting.done, waiting.total) : text.missing}</p>
      {training >= 0 ? (
        <button type="button" onClick={() => onGoTo(training)}>
          {text.toRun}
        </button>
      ) : null}
    </div>
  );
}

/** Why there is no answer of the teacher: still looking, not there, or asked about what these images do not have. */
export function TeacherUnanswered({
  lesson,
  step,
  asked,
}: {
  readonly lesson: Lesson;
  readonly step: RevealStep;
  readonly asked: Asked<TeacherTable | undefined>;
}) {
  const text = useWords('lessons');
  const { species } = useWords('page');
  const missing = useTeacherMissing(text.teacherLooking);
  const current = useLab((lab) => lab.experiment);
  const busy = useLab(({ phase }) => isBusy(phase));
  const { openExperiment } = useLabActions();
  const name = experimentAt(lesson, lesson.steps.indexOf(step));
  const wanted = name === undefined ? undefined : lessonExperiment(lesson, name);
  const { measure } = step;
  return (
    <div className={styles.act}>
      <p>
        {asked.answer && measure.kind === 'alike'
          ? text.noSuchClass(species[measure.class] ?? measure.class)
          : (asked.problem ?? missing)}
      </p>
      {wanted && !sameExperiment(current, wanted) ? (
        <button type="button" disabled={busy} onClick={() => openExperiment(wanted)}>
          {text.reset}
        </button>
      ) : null}
    </div>
  );
}
