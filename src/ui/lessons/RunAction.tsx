import { type Lesson, lessonExperiment, type Step } from '../../spec/lessons/lesson.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { sameExperiment } from '../../state/runs/experimentKey.ts';
import type { LessonsText } from '../text/en/lessons.ts';
import { useWords } from '../text/useWords.ts';
import { isTrained } from './isTrained.ts';
import styles from './LessonGuide.module.css';
import type { MeasuredBy } from './reveal.ts';
import { progressIn } from './waiting.ts';

/** Trains what the step is about, says that it is trained, or why it is not. */
export function RunAction({
  lesson,
  step,
  results,
}: {
  readonly lesson: Lesson;
  readonly step: Extract<Step, { kind: 'run' }>;
  readonly results: MeasuredBy;
}) {
  const text = useWords('lessons');
  const phase = useLab((lab) => lab.phase);
  const current = useLab((lab) => lab.experiment);
  const trainedFor = useLab((lab) => lab.measured);
  const unfinished = useLab((lab) => lab.unfinished);
  const { run, continueUnfinished, openExperiment } = useLabActions();
  const experiment = lessonExperiment(lesson, step.experiment);
  const { done, total } = progressIn(step.experiment, results) ?? { done: 0, total: 0 };
  const trains = isTrained(experiment);
  const failed = results(step.experiment)?.failed ?? 0;
  if (isBusy(phase)) {
    const ours = phase === 'training-teacher' || sameExperiment(trainedFor, experiment);
    return (
      <p className={styles.act}>
        {ours ? (trains ? text.training : text.making.underWay) : text.otherTraining}
      </p>
    );
  }
  if (done >= total) {
    return (
      <p className={styles.act}>
        <span aria-hidden="true">✓ </span>
        {doneText(text, trains, total, failed)}
      </p>
    );
  }
  if (!sameExperiment(current, experiment)) {
    return (
      <div className={styles.act}>
        <p>{text.changed}</p>
        <button type="button" onClick={() => openExperiment(experiment)}>
          {text.reset}
        </button>
      </div>
    );
  }
  if (phase === 'blocked') return <p className={styles.act}>{text.blocked}</p>;
  return (
    <div className={styles.act}>
      <button type="button" className={styles.train} onClick={unfinished ? continueUnfinished : run}>
        {unfinished
          ? (trains ? text : text.making).goOn(unfinished.done, total)
          : trains
            ? text.train(total)
            : text.making.start(total)}
      </button>
    </div>
  );
}

function doneText({ making, ...text }: LessonsText, trains: boolean, total: number, failed: number): string {
  if (failed > 0) return (trains ? text.trainedBut : making.doneBut)(total - failed, failed);
  return (trains ? text.trained : making.done)(total);
}
