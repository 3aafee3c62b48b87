import { lazy, Suspense } from 'react';
import { useLab } from '../../../state/lab/useLab.ts';
import { Boundary } from '../../reach/Boundary.tsx';

const TeacherLogits = lazy(async () => ({ default: (await import('./TeacherLogits.tsx')).TeacherLogits }));

/** Teachers' logits as files, once the teachers are measured. */
export function TeacherLogitsPart({ disabled }: { readonly disabled: boolean }) {
  const isMeasured = useLab(({ teacher }) => teacher?.accuracy !== undefined);
  if (!isMeasured) return null;
  return (
    <Boundary>
      <Suspense>
        <TeacherLogits disabled={disabled} />
      </Suspense>
    </Boundary>
  );
}
