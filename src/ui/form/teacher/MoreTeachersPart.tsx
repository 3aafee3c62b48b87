import { lazy, Suspense, useState } from 'react';
import { useLab } from '../../../state/lab/useLab.ts';
import { Boundary } from '../../reach/Boundary.tsx';
import { useWords } from '../../text/useWords.ts';
import { Waiting } from '../../Waiting.tsx';
import styles from '../Form.module.css';

const MoreTeachers = lazy(async () => ({ default: (await import('./MoreTeachers.tsx')).MoreTeachers }));

/** Teachers beside the first, folded; an experiment that has any unfolds them. */
export function MoreTeachersPart({ disabled }: { readonly disabled: boolean }) {
  const { groups } = useWords('page');
  const hasOwn = useLab(({ experiment }) => experiment.moreTeachers.length > 0);
  const [had, setHad] = useState(hasOwn);
  const [open, setOpen] = useState(hasOwn);
  if (had !== hasOwn) {
    setHad(hasOwn);
    if (hasOwn) setOpen(true);
  }
  return (
    <details
      className={styles.more}
      data-field="moreTeachers"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{groups.teachers}…</summary>
      {open ? (
        <Boundary>
          <Suspense fallback={<Waiting />}>
            <MoreTeachers disabled={disabled} />
          </Suspense>
        </Boundary>
      ) : null}
    </details>
  );
}
