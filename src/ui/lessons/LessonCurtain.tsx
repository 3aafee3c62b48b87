import type { ReactNode } from 'react';
import type { TabName } from '../../spec/pageView.ts';
import { isCovered } from '../../state/page/lessons.ts';
import { useLessons } from '../../state/page/useLessons.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { useWords } from '../text/useWords.ts';
import styles from './LessonCurtain.module.css';

/** A view, once the open lesson has heard a prediction; until then it is not on the page at all, for no reader of any kind. */
export function LessonCurtain({ view, children }: { readonly view: TabName; readonly children: ReactNode }) {
  const text = useWords('lessons');
  const lesson = usePageView((page) => page.lesson);
  const covered = useLessons((lessons) => isCovered(lessons, lesson, view));
  if (!covered) return children;
  return (
    <div className={styles.folds}>
      <p className={styles.note}>{text.curtain}</p>
    </div>
  );
}
