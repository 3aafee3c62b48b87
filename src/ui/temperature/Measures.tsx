import type { ReactNode } from 'react';
import { divergence, entropy } from '../../analysis/softened.ts';
import { useLateWords } from '../text/late.ts';
import { fixed } from '../text/numbers.ts';
import styles from './temperature.module.css';

const bits = (nats: number) => nats / Math.LN2;

/** How soft each model's answer is, how far the student's is from the teacher's, and what the loss makes of that. */
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
  const text = useLateWords('temperature');
  const apart = teacher && student ? divergence(teacher, student, temperature) : undefined;
  const most = Math.log(classes);
  const between = (
    <>
      KL(<var>p</var>
      <sub>t</sub> ‖ <var>p</var>
      <sub>s</sub>)
    </>
  );
  return (
    <div className={styles.measured}>
      <dl className={styles.measures}>
        <Measure
          kind="teacher"
          name={`${text.entropy}, ${text.teacher.toLowerCase()}`}
          nats={teacher && entropy(teacher, temperature)}
          digits={2}
        />
        <Measure
          kind="student"
          name={`${text.entropy}, ${text.student.toLowerCase()}`}
          nats={student && entropy(student, temperature)}
          digits={2}
        />
        <Measure name={between} nats={apart} digits={3} />
        <Measure
          name={
            <>
              <var>T</var>²·{between}
            </>
          }
          nats={apart === undefined ? undefined : temperature ** 2 * apart}
          digits={3}
        />
      </dl>
      <p className={styles.quiet}>
        {text.entropy}: {text.entropyMost(fixed(most, 2), fixed(bits(most), 2))}
      </p>
    </div>
  );
}

function Measure({
  kind,
  name,
  nats,
  digits,
}: {
  readonly kind?: 'teacher' | 'student';
  readonly name: ReactNode;
  readonly nats: number | undefined;
  readonly digits: number;
}) {
  const text = useLateWords('temperature');
  return (
    <div data-kind={kind}>
      <dt>{name}</dt>
      <dd>
        {nats === undefined ? (
          '–'
        ) : (
          <>
            <span>{text.nats(fixed(nats, digits))}</span>{' '}
            <span className={styles.quiet}>{text.bits(fixed(bits(nats), digits))}</span>
          </>
        )}
      </dd>
    </div>
  );
}
