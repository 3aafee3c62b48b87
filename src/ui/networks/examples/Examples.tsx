import { isBusy } from '../../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { usePageView } from '../../../state/page/usePageView.ts';
import { useLateWords } from '../../text/late.ts';
import styles from '../networks.module.css';
import own from './examples.module.css';
import { useHiddenExamples } from './hiddenExamples.ts';

/** What is seen on a visit on which nothing was trained, and what comes next. */
export function FirstVisit() {
  const words = useLateWords('networks');
  const phase = useLab((lab) => lab.phase);
  const { run } = useLabActions();
  return (
    <section className={own.first} aria-label={words.firstTitle} data-control="examples">
      <h3>{words.firstTitle}</h3>
      <p>{words.first}</p>
      {isBusy(phase) ? (
        <p>{words.running}</p>
      ) : (
        <button type="button" className={styles.first} disabled={phase === 'blocked'} onClick={run}>
          {words.run}
        </button>
      )}
    </section>
  );
}

/** Beside networks of one's own: what the examples are, and a way to be without them. */
export function ExamplesLine() {
  const words = useLateWords('networks');
  const [hidden, hide] = useHiddenExamples();
  const show = usePageView((page) => page.show);
  return (
    <p className={styles.quiet} data-control="examples">
      {hidden ? '' : `${words.examples} `}
      <button
        type="button"
        onClick={() => {
          // One that is selected stays in sight.
          show({ networks: [] });
          hide(!hidden);
        }}
      >
        {hidden ? words.showExamples : words.hideExamples}
      </button>
    </p>
  );
}
