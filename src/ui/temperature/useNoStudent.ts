/**
 * Why no student stands beside the teacher.
 */
import { isBusy } from '../../state/lab/phases.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { useLateWords } from '../text/late.ts';
import { useWords } from '../text/useWords.ts';
import type { Models } from './useModels.ts';

export function useNoStudent({ curtained }: Models): string {
  const text = useLateWords('temperature');
  const { curtain } = useWords('present');
  const finished = useLab(({ runs, shared }) => runs !== shared?.runs && runs.some(isFinished));
  const busy = useLab((lab) => isBusy(lab.phase));
  if (curtained) return curtain.students;
  return finished && !busy ? text.studentsGone : text.noStudent;
}

const isFinished = ({ status }: { readonly status: string }) => status === 'finished';
