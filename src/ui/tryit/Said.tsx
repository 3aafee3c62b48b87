import { ClassName } from '../ClassName.tsx';
import { probabilityText } from '../temperature/bars.ts';
import { useLateWords } from '../text/late.ts';
import type { Choice } from './firstChoices.ts';
import styles from './tryIt.module.css';

/** One of the classes that a model holds most probable. */
export function Said({
  choice,
  classes,
  label,
}: {
  readonly choice: Choice | undefined;
  readonly classes: readonly string[];
  readonly label: number | undefined;
}) {
  const words = useLateWords('temperature');
  if (!choice) return '–';
  const { index, probability } = choice;
  return (
    <div className={styles.said}>
      <span className={styles.class} data-true={index === label ? '' : undefined}>
        <ClassName name={classes[index]} />
        {index === label ? <small> {words.trueLabel}</small> : null}
      </span>
      <span className={styles.number}>{probabilityText(probability)}</span>
      <span className={styles.track}>
        <span className={styles.bar} style={{ width: `${probability * 100}%` }} />
      </span>
    </div>
  );
}
