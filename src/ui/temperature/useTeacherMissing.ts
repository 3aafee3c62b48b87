import { useLab } from '../../state/useLab.ts';
import { useTemperatureText } from '../text/useTemperatureText.ts';

/** What to say where the teacher's answers should be and are not: none is chosen, or it is still being asked. */
export function useTeacherMissing(): string {
  const text = useTemperatureText();
  const opening = useLab((lab) => lab.phase === 'opening');
  return opening ? text.teacherLooking : text.noTeacher;
}
