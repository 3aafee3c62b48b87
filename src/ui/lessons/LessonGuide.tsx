import { useEffect } from 'react';
import { useLessons, useLessonsActions } from '../../state/page/useLessons.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../text/useWords.ts';
import styles from './LessonGuide.module.css';
import { LessonSteps } from './LessonSteps.tsx';

/** Leads through the lesson that the link names, above whatever view it is about. */
export function LessonGuide() {
  const text = useWords('lessons');
  const slug = usePageView((page) => page.lesson) ?? '';
  const show = usePageView((page) => page.show);
  const file = useLessons((lessons) => lessons.files[slug]);
  const { open } = useLessonsActions();
  useEffect(() => {
    void open(slug);
  }, [slug, open]);
  const list = () => show({ lesson: undefined, view: 'lessons' });
  const leave = (
    <button
      type="button"
      className={styles.icon}
      aria-label={text.leave}
      title={text.leave}
      onClick={() => show({ lesson: undefined })}
    >
      <Icon shape="close" />
    </button>
  );
  switch (file?.status) {
    case 'ready':
      return <LessonSteps key={slug} slug={slug} lesson={file.lesson} />;
    case 'unknown':
    case 'broken':
    case 'absent':
      return (
        <section className={styles.trouble} aria-label={text.title} role="alert">
          <div className={styles.troubleText}>
            <p className={styles.what}>
              {file.status === 'unknown'
                ? text.unknown(slug)
                : file.status === 'broken'
                  ? text.broken(`${slug}.json`, file.complaints.map(({ part }) => part).join(', '))
                  : text.absentOne}
            </p>
            {file.status === 'unknown' ? <p>{text.unknownFix}</p> : null}
            <div className={styles.actions}>
              {file.status === 'absent' ? (
                <button type="button" onClick={() => void open(slug)}>
                  {text.again}
                </button>
              ) : null}
              <button type="button" onClick={list}>
                {text.allLessons}
              </button>
            </div>
          </div>
          {leave}
        </section>
      );
    default:
      return (
        <p className={styles.opening} role="status">
          {text.opening}
        </p>
      );
  }
}
