import { together } from '../../../lang/sentence.ts';
import { alphaOf, historyOf } from '../../../protocol/record.ts';
import type { RunRecord } from '../../../protocol/records.ts';
import { isBusy } from '../../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { sameExperiment } from '../../../state/runs/experimentKey.ts';
import { besideText } from '../../seriesStyle.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import styles from './table.module.css';

const shown = 20;

/** Runs that failed or were stopped, each with its problem and what to do; nothing where all went well. */
export function FailedRuns({ runs }: { readonly runs: readonly RunRecord[] }) {
  const text = useWords('results');
  const say = useSay();
  const failed = runs.filter((run) => run.status === 'failed' || run.status === 'stopped');
  if (failed.length === 0) return null;
  return (
    <section className={styles.failed} aria-label={text.table.failed}>
      <h3>{text.table.failed}</h3>
      <ul>
        {failed.slice(0, shown).map((run) => (
          <li key={run.id}>
            {text.table.failedRun(alphaOf(run), besideText(run.point), run.run, historyOf(run).length)}{' '}
            {run.problem ? (
              <span className={styles.failure}>{say(together([run.problem.what, run.problem.fix]))}</span>
            ) : (
              text.statuses[run.status]
            )}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        {failed.length > shown ? `${text.table.more(failed.length - shown)} ` : ''}
        {text.table.failedNote}
      </p>
      {failed.some(({ problem }) => problem?.code === 'teacher-at-chance') ? <AllTheSame /> : null}
    </section>
  );
}

/** Trains those that failed for their teacher, while the form still says what they are runs of. */
function AllTheSame() {
  const { order } = useWords('given');
  const isOpen = useLab(
    ({ phase, experiment, measured }) => !isBusy(phase) && sameExperiment(experiment, measured),
  );
  const { runRefused } = useLabActions();
  return (
    <button type="button" disabled={!isOpen} onClick={runRefused}>
      {order.allTheSame}
    </button>
  );
}
