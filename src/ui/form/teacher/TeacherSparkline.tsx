import { useLab } from '../../../state/lab/useLab.ts';
import { percentText } from '../../quantities.ts';
import { useWords } from '../../text/useWords.ts';
import styles from './TeacherSparkline.module.css';

const width = 64;
const height = 24;

/** Validation accuracy of a teacher that is or was trained here, epoch by epoch, from 0 to 100 %. */
export function TeacherSparkline() {
  const { form } = useWords('page');
  const history = useLab((lab) => lab.teacherHistory);
  const first = history[0];
  const last = history.at(-1);
  // One point is no curve.
  if (!first || !last || history.length < 2) return null;
  const points = history.map(({ epoch, epochs, validation }) => {
    const x = (epoch / epochs) * width;
    return `${x.toFixed(1)},${((1 - validation.accuracy) * height).toFixed(1)}`;
  });
  const words = form.teacherCurve(
    percentText(first.validation.accuracy),
    percentText(last.validation.accuracy),
  );
  return (
    <svg className={styles.curve} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
      <path className={styles.frame} d={`M 0 ${height} H ${width}`} />
      <polyline className={styles.line} points={points.join(' ')} />
    </svg>
  );
}
