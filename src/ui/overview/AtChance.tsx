import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import styles from '../run/Banners.module.css';
import { useWords } from '../text/useWords.ts';

/** What can be done where a sweep was not begun because its teacher is right no more often than chance. */
export function AtChance({ onChoice }: { readonly onChoice: () => void }) {
  const words = useWords('given').order;
  const busy = useLab((lab) => isBusy(lab.phase));
  const hasHead = useLab(
    ({ experiment }) => experiment.teacher === 'file' && experiment.teacherHead === 'keep',
  );
  const { dismissProblem, runFromAnyTeacher, useTeacherWithoutHead: trainHead } = useLabActions();
  const choose = (act: () => void) => () => {
    onChoice();
    act();
  };
  const another = () => {
    dismissProblem();
    document.querySelector<HTMLElement>('[data-field="teacher"] select')?.focus();
  };
  return (
    <div className={styles.actions}>
      {hasHead ? (
        <button type="button" disabled={busy} onClick={choose(() => void trainHead())}>
          {words.train}
        </button>
      ) : null}
      <button type="button" disabled={busy} onClick={choose(runFromAnyTeacher)}>
        {words.allTheSame}
      </button>
      <button type="button" disabled={busy} onClick={choose(another)}>
        {words.another}
      </button>
    </div>
  );
}
