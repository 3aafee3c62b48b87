import type { Lesson } from '../../spec/lessons/lesson.ts';
import { useWords } from '../text/useWords.ts';
import styles from './LessonGuide.module.css';

/** Where what the lesson teaches comes from. */
export function Sources({ lesson }: { readonly lesson: Lesson }) {
  const text = useWords('lessons');
  if (lesson.sources.length === 0) return null;
  return (
    <div className={styles.sources}>
      <h3>{text.sources}</h3>
      <ul>
        {lesson.sources.map(({ text: name, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
