import type { Expectation } from '../../spec/lessons/lesson.ts';
import { useLanguage } from '../text/language.ts';
import { fixed } from '../text/numbers.ts';
import { useWords } from '../text/useWords.ts';
import styles from './Result.module.css';

const minus = (words: string) => words.replace('-', '−');

/** What the authors measured, kept apart from what was measured here. */
export function Expected({ expectation }: { readonly expectation: Expectation }) {
  const text = useWords('lessons');
  const language = useLanguage();
  const written = ({ mean, standardError, n, unit }: Expectation['figures'][number]) => {
    const [scale, digits] = unit === 'share' || unit === 'points' ? [100, 1] : [1, 2];
    const error = standardError === undefined ? '' : ` ± ${fixed(standardError * scale, digits)}`;
    const value = `${minus(fixed(mean * scale, digits))}${error}`;
    const units = { share: text.percent, points: text.points, logits: String, nats: text.nats };
    return `${units[unit](value)} (n = ${n})`;
  };
  return (
    <details className={styles.usual}>
      <summary>{text.usual}</summary>
      <p>{expectation.text[language]}</p>
      {expectation.figures.length > 0 ? (
        <>
          <ul>
            {expectation.figures.map((figure) => (
              <li key={figure.name.en}>
                {figure.name[language]}: {written(figure)}
              </li>
            ))}
          </ul>
          <p className={styles.how}>{text.figuresHow}</p>
        </>
      ) : null}
    </details>
  );
}
