import { lazy, Suspense, useMemo } from 'react';
import { measuredImages } from '../../../state/lab/measuredImages.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { useWords } from '../../text/useWords.ts';
import { useCalmRuns } from '../charts/useCalmRuns.ts';
import styles from './headline.module.css';
import { headlineOf } from './headline.ts';

/** A plain sweep has none. */
const StageHeadline = lazy(() => import('./StageHeadline.tsx'));

/** What came out, in one sentence that claims no more than the pairs can show. */
export function Headline() {
  const text = useWords('results');
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const runs = useCalmRuns();
  const running = useLab(
    (lab) => lab.phase === 'running' || lab.phase === 'paused' || lab.phase === 'stopping',
  );
  const images = useLab(measuredImages);
  const found = useMemo(
    () => headlineOf(experiment, runs, running, images),
    [experiment, runs, running, images],
  );
  if (experiment.recipe.length > 0 && found.kind !== 'empty') {
    return (
      <Suspense fallback={<div className={styles.headline} />}>
        <StageHeadline running={running} />
      </Suspense>
    );
  }
  const note = text.headlineNote(found);
  return (
    <div className={styles.headline} data-kind={found.kind}>
      <h2 className={styles.sentence} aria-live={running ? 'off' : 'polite'}>
        {text.headline(found)}
      </h2>
      {note ? (
        <details className={styles.note}>
          <summary>{text.headlineHow}</summary>
          <p>{note}</p>
        </details>
      ) : (
        <p className={styles.note}>{'\u00a0'}</p>
      )}
    </div>
  );
}
