import { useLab } from '../../state/useLab.ts';
import { useTemperatureText } from '../text/useTemperatureText.ts';

/** What to say where the teacher's answers should be and are not: it is still being asked, or has yet to be trained. */
export function useTeacherMissing(): string {
  const text = useTemperatureText();
  const asked = useLab(
    ({ phase, teacher }) => phase === 'opening' || (teacher !== undefined && teacher.source !== 'trained'),
  );
  return asked ? text.teacherLooking : text.noTeacher;
}
