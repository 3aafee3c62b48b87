import { useLab } from '../../../state/lab/useLab.ts';
import { shownTeacher } from '../../overview/shownTeacher.ts';
import { bytesText, countText, ratioText } from '../../quantities.ts';
import { useWords } from '../../text/useWords.ts';
import styles from './StudentSummary.module.css';

/** The student's size in one line, where its size is chosen. */
export function StudentSummary() {
  const { still } = useWords('page');
  const student = useLab((lab) => lab.student);
  const teacher = useLab(shownTeacher);
  if (!student) return <p className={styles.summary}>–</p>;
  const parts = [
    `${countText(student.parameters)} ${still.parameters}`,
    bytesText(student.bytes),
    `${countText(student.multiplyAdds)} ${still.multiplyAdds}`,
  ];
  if (teacher && teacher.parameters > student.parameters) {
    parts.push(still.smaller(ratioText(teacher.parameters / student.parameters)));
  }
  return <p className={styles.summary}>{parts.join(' · ')}</p>;
}
