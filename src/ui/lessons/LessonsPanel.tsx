import { useEffect } from 'react';
import type { Lesson } from '../../spec/lessons/lesson.ts';
import { lessonSlugs } from '../../state/page/lessonFiles.ts';
import { progressOf, stepOf } from '../../state/page/lessons.ts';
import { useLessons, useLessonsActions } from '../../state/page/useLessons.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { useLanguage } from '../text/language.ts';
import { useWords } from '../text/useWords.ts';
import styles from './LessonsPanel.module.css';

/** Every lesson that the page has, in order: what it promises, how long it takes, and whether it was done. */
export function LessonsPanel() {
  const text = useWords('lessons');
  const files = useLessons((lessons) => lessons.files);
  const { open } = useLessonsActions();
  useEffect(() => {
    for (const slug of lessonSlugs) void open(slug);
  }, [open]);
  const read = lessonSlugs.map((slug) => ({ slug, file: files[slug] }));
  const lessons = read
    .flatMap(({ slug, file }) => (file?.status === 'ready' ? [{ slug, lesson: file.lesson }] : []))
    .sort((a, b) => a.lesson.order - b.lesson.order);
  const loading = read.some(({ file }) => !file || file.status === 'loading');
  const absent = read.some(({ file }) => file?.status === 'absent');
  return (
    <section className={styles.panel} aria-label={text.title}>
      <h2 className={styles.title}>{text.title}</h2>
      <p className={styles.lead}>{text.lead}</p>
      {loading ? <p role="status">{text.loading}</p> : null}
      {absent ? <p className={styles.trouble}>{text.absent}</p> : null}
      {read.map(({ slug, file }) =>
        file?.status === 'broken' ? (
          <p key={slug} className={styles.trouble}>
            {text.broken(`${slug}.json`, file.complaints.map(({ part }) => part).join(', '))}
          </p>
        ) : null,
      )}
      <ol className={styles.list}>
        {lessons.map(({ slug, lesson }) => (
          <LessonRow key={slug} slug={slug} lesson={lesson} />
        ))}
      </ol>
    </section>
  );
}

function LessonRow({ slug, lesson }: { readonly slug: string; readonly lesson: Lesson }) {
  const text = useWords('lessons');
  const language = useLanguage();
  const show = usePageView((page) => page.show);
  const progress = useLessons((lessons) => progressOf(lessons, slug));
  const at = stepOf(lesson, progress);
  return (
    <li className={styles.row}>
      <span className={styles.order} aria-hidden="true">
        {lesson.order}
      </span>
      <div className={styles.words}>
        <h3>
          <a
            className={styles.link}
            href={`?lesson=${slug}`}
            onClick={(event) => {
              // With a modifier key it opens where the browser would open it.
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
              event.preventDefault();
              show({ lesson: slug });
            }}
          >
            {lesson.title[language]}
          </a>
        </h3>
        <p>{lesson.promise[language]}</p>
        <p className={styles.quiet}>
          {text.needs}: {lesson.needs[language]}
        </p>
      </div>
      <p className={styles.state}>
        <span>{text.minutes(lesson.minutes)}</span>
        {progress.finished ? (
          <span className={styles.done}>
            <span aria-hidden="true">✓ </span>
            {text.done}
          </span>
        ) : at > 0 ? (
          <span>{text.begun(at + 1, lesson.steps.length)}</span>
        ) : null}
      </p>
    </li>
  );
}
