import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { useWords } from '../text/useWords.ts';
import styles from './RunButton.module.css';

/** Starts the sweep, and says beforehand what it will train. */
export function RunButton() {
  const { run: words } = useWords('page');
  const students = useLab((lab) => lab.experiment.alphas.length * lab.experiment.runs);
  const phase = useLab((lab) => lab.phase);
  const under = useLab(({ pace }) =>
    pace?.kind === 'student' ? Math.min(pace.runsDone + 1, pace.runsTotal) : 0,
  );
  const { run } = useLabActions();
  const busy = isBusy(phase);
  const doing =
    phase === 'training-teacher' ? words.trainingTeacher : words.running(Math.max(1, under), students);
  return (
    <button
      type="button"
      className={styles.run}
      data-control="run"
      disabled={busy || phase === 'blocked'}
      onClick={run}
    >
      {busy ? doing : words.run(students)}
    </button>
  );
}
