import { fixed, grouped, plain } from '../text/numbers.ts';
import { useWords } from '../text/useWords.ts';
import styles from './Result.module.css';
import type { Alike } from './reveal.ts';

/** The classes that the teacher finds most like one, as bars. */
export function AlikeResult({
  alike: { others, images },
  temperature,
}: {
  readonly alike: Alike;
  readonly temperature: number;
}) {
  const text = useWords('lessons');
  const { species } = useWords('page');
  const [first] = others;
  if (!first) return null;
  return (
    <section className={styles.result} aria-label={text.alikeBars}>
      <h3 className={styles.quantity}>{text.alikeBars}</h3>
      <ol className={styles.bars}>
        {others.slice(0, 4).map(({ name, share }) => (
          <li key={name}>
            <span>{species[name] ?? name}</span>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${(100 * share) / first.share}%` }} />
            </span>
            <span className={styles.share}>{text.percent(fixed(share * 100, 1))}</span>
          </li>
        ))}
      </ol>
      <p>
        {text.alikeResult(
          species[first.name] ?? first.name,
          fixed(first.share * 100, 1),
          grouped(images),
          plain(temperature),
        )}
      </p>
    </section>
  );
}
