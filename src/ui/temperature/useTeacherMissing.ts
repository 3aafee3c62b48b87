import { useLab } from '../../state/lab/useLab.ts';
import { useLateWords } from '../text/late.ts';

/**
 * What to say where the teacher's logits should be and are not: they are still computed, or it has yet to be trained.
 *
 * @param looking says the former.
 */
export function useTeacherMissing(looking: string): string {
  const text = useLateWords('temperature');
  const asked = useLab(
    ({ phase, teacher }) => phase === 'opening' || (teacher !== undefined && teacher.source !== 'trained'),
  );
  return asked ? looking : text.noTeacher;
}
