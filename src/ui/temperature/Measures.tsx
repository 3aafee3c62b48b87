import { divergence, entropy } from '../../shared/softened.ts';
import { useTemperatureText } from '../text/useTemperatureText.ts';
import styles from './temperature.module.css';

const bits = (nats: number) => (nats / Math.LN2).toFixed(2);

/** How soft each model's answer is, and how far the student's is from the teacher's, in nats and in bits. */
export function Measures({
  teacher,
  student,
  temperature,
  classes,
}: {
  readonly teacher: readonly number[] | undefined;
  readonly student: readonly number[] | undefined;
  readonly temperature: number;
  readonly classes: number;
}) {
  const text = useTemperatureText();
  const entropyText = (logits: readonly number[] | undefined) => {
    if (!logits) return '–';
    const nats = entropy(logits, temperature);
    return text.entropyOf(nats.toFixed(2), bits(nats));
  };
  const apart = teacher && student ? divergence(teacher, student, temperature) : undefined;
  const most = Math.log(classes);
  return (
    <div className={styles.measured}>
      <dl className={styles.measures}>
        <div data-kind="teacher">
          <dt>
            {text.entropy}, {text.teacher.toLowerCase()}
          </dt>
          <dd>{entropyText(teacher)}</dd>
        </div>
        <div data-kind="student">
          <dt>
            {text.entropy}, {text.student.toLowerCase()}
          </dt>
          <dd>{entropyText(student)}</dd>
        </div>
        <div>
          <dt>
            KL(<var>p</var>
            <sub>t</sub> ‖ <var>p</var>
            <sub>s</sub>)
          </dt>
          <dd>
            {apart === undefined ? '–' : text.divergenceOf(apart.toFixed(3), (apart / Math.LN2).toFixed(3))}
          </dd>
        </div>
      </dl>
      <p className={styles.quiet}>
        {text.entropy}: {text.entropyMost(most.toFixed(2), bits(most))}
      </p>
    </div>
  );
}
