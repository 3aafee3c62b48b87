import { useLab } from '../../state/useLab.ts';
import { useWords } from '../text/useWords.ts';

/**
 * What to say where the teacher's answers should be and are not: it is still being asked, or has yet to be trained.
 *
 * @param looking says the former.
 */
export function useTeacherMissing(looking: string): string {
  const text = useWords('temperature');
  const asked = useLab(
    ({ phase, teacher }) => phase === 'opening' || (teacher !== undefined && teacher.source !== 'trained'),
  );
  return asked ? looking : text.noTeacher;
}
