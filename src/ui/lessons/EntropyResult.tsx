import type { Measure } from '../../spec/lessons/lesson.ts';
import { fixed, grouped, plain } from '../text/numbers.ts';
import { useWords } from '../text/useWords.ts';
import styles from './Result.module.css';
import type { Entropies } from './reveal.ts';

/** The teacher's mean entropy at two temperatures, beside the most that it could be. */
export function EntropyResult({
  entropies: { from, to, most, images },
  measure,
}: {
  readonly entropies: Entropies;
  readonly measure: Extract<Measure, { kind: 'entropy' }>;
}) {
  const text = useWords('lessons');
  const rows = [
    { T: measure.from, value: from },
    { T: measure.to, value: to },
  ];
  return (
    <section className={styles.result} aria-label={text.entropyResult(fixed(to / from, 1))}>
      <ol className={styles.bars}>
        {rows.map(({ T, value }) => (
          <li key={T}>
            <span>{text.entropyAt(plain(T))}</span>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${(100 * value) / most}%` }} />
            </span>
            <span className={styles.share}>{text.nats(fixed(value, 2))}</span>
          </li>
        ))}
      </ol>
      <p>
        <strong>{text.entropyResult(fixed(to / from, 1))}</strong>
      </p>
      <p className={styles.how}>{text.entropyHow(grouped(images), fixed(most, 2))}</p>
    </section>
  );
}
