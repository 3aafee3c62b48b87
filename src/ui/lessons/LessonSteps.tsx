import { useEffect, useRef, useState } from 'react';
import { type Lesson, lessonExperiment, type Step } from '../../spec/lessons/lesson.ts';
import { progressOf, skipped, stepOf } from '../../state/page/lessons.ts';
import { useLessons, useLessonsActions } from '../../state/page/useLessons.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { Icon } from '../shell/Icon.tsx';
import { useLanguage } from '../text/language.ts';
import { useWords } from '../text/useWords.ts';
import { isTrained } from './isTrained.ts';
import styles from './LessonGuide.module.css';
import { Paragraphs } from './Paragraphs.tsx';
import { PredictAction } from './PredictAction.tsx';
import { RevealAction } from './RevealAction.tsx';
import { RunAction } from './RunAction.tsx';
import { Sources } from './Sources.tsx';
import { useLessonResults } from './useLessonResults.ts';
import { useStepSetting } from './useStepSetting.ts';

const kindOf = (lesson: Lesson, step: Step) =>
  step.kind === 'run' && !isTrained(lessonExperiment(lesson, step.experiment)) ? 'make' : step.kind;

/** A lesson under way: where it stands, the step's words, what to do in it, and the way on. */
export function LessonSteps({ slug, lesson }: { readonly slug: string; readonly lesson: Lesson }) {
  const text = useWords('lessons');
  const language = useLanguage();
  const progress = useLessons((lessons) => progressOf(lessons, slug));
  const { goTo, predict, finish, restart } = useLessonsActions();
  const show = usePageView((page) => page.show);
  const results = useLessonResults(lesson);
  const [folded, setFolded] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const at = stepOf(lesson, progress);
  const step = lesson.steps[at];
  const last = at === lesson.steps.length - 1;
  useStepSetting(lesson, at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step, another heading
  useEffect(() => {
    // Who went on hears and sees where they are; who opened the link stays at the top of the page.
    if (moved.current) heading.current?.focus({ preventScroll: false });
  }, [at]);
  if (!step) return null;
  const go = (to: number) => {
    moved.current = true;
    setFolded(false);
    goTo(slug, to);
  };
  const unanswered = step.kind === 'predict' && !Object.hasOwn(progress.predictions, step.id);
  const onward = () => {
    if (unanswered) predict(slug, step.id, skipped);
    if (!last) return go(at + 1);
    finish(slug);
    restart(slug);
    show({ lesson: undefined, view: 'lessons' });
  };
  return (
    <section className={styles.guide} aria-label={text.guide(lesson.title[language])}>
      <header className={styles.head}>
        <p className={styles.name}>
          <span className={styles.quiet}>{text.lesson(lesson.order)}</span> {lesson.title[language]}
        </p>
        <p className={styles.place}>
          <span className={styles.pips} aria-hidden="true">
            {lesson.steps.map((_, i) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place, and two may have one title.
                key={i}
                data-here={i === at ? '' : undefined}
                data-past={i < at ? '' : undefined}
              />
            ))}
          </span>
          {text.progress(at + 1, lesson.steps.length)}
        </p>
        <button
          type="button"
          className={styles.icon}
          aria-expanded={!folded}
          aria-label={folded ? text.unfold : text.fold}
          title={folded ? text.unfold : text.fold}
          onClick={() => setFolded(!folded)}
        >
          <span className={styles.turn} data-folded={folded ? '' : undefined}>
            <Icon shape="down" />
          </span>
        </button>
        <button
          type="button"
          className={styles.icon}
          aria-label={text.leave}
          title={text.leave}
          onClick={() => show({ lesson: undefined })}
        >
          <Icon shape="close" />
        </button>
      </header>
      {folded ? null : (
        <div className={styles.body} data-kind={step.kind}>
          <div className={styles.words}>
            <h2 className={styles.title} ref={heading} tabIndex={-1}>
              <span className={styles.kind}>{text.kinds[kindOf(lesson, step)]}</span> {step.title[language]}
            </h2>
            {step.kind === 'reveal' ? null : (
              <div className={styles.text}>
                <Paragraphs text={step.text[language]} />
              </div>
            )}
            {last && step.kind !== 'reveal' ? <Sources lesson={lesson} /> : null}
          </div>
          {actionOf(step)}
        </div>
      )}
      <div className={styles.nav}>
        <button type="button" disabled={at === 0} onClick={() => go(at - 1)}>
          {text.back}
        </button>
        <button type="button" className={unanswered ? undefined : styles.onward} onClick={onward}>
          {unanswered ? text.skip : last ? text.finish : text.next}
        </button>
      </div>
    </section>
  );

  function actionOf(one: Step) {
    switch (one.kind) {
      case 'look':
        return (
          <p className={styles.task}>
            <strong>{text.task}</strong> {one.task[language]}
          </p>
        );
      case 'predict':
        return <PredictAction slug={slug} step={one} />;
      case 'run':
        return <RunAction lesson={lesson} step={one} results={results} />;
      case 'reveal':
        return (
          <RevealAction slug={slug} lesson={lesson} step={one} results={results} last={last} onGoTo={go} />
        );
      default:
        return null;
    }
  }
}
