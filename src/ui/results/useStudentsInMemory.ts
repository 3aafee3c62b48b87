/**
 * Whose weights are in memory, of the students whose results are on the page: those of an earlier visit where the browser keeps them.
 */
import { useMemo } from 'react';
import type { RunName } from '../../protocol/runId.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { type Heard, useAnswer } from '../why/useAnswer.ts';

/** Asked again when one has finished, and for other images; not at all while nobody wants to know. */
export function useStudentsInMemory(wanted = true): Heard<readonly RunName[]> {
  const dataset = useLab((lab) => lab.dataset);
  const measured = useLab((lab) => lab.measured);
  const finished = useLab((lab) => lab.runs.filter((run) => run.status === 'finished').length);
  const { students } = useLabActions();
  // Those of an earlier visit are found once the teacher that they had is measured.
  const accuracy = useLab((lab) => lab.teacher?.accuracy);
  const subject = useMemo(
    () => (dataset && measured ? { dataset, measured, accuracy } : undefined),
    [dataset, measured, accuracy],
  );
  const asking = useMemo(
    () => (wanted && subject && finished > 0 ? { subject, finished, ask: students } : undefined),
    [wanted, subject, finished, students],
  );
  return useAnswer(asking);
}
