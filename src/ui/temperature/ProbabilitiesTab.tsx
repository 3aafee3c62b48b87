import { useLateWords } from '../text/late.ts';
import { fixed } from '../text/numbers.ts';
import { barRows } from './bars.ts';
import type { Look } from './look.ts';
import { Measures } from './Measures.tsx';
import { OrderSwitch } from './OrderSwitch.tsx';
import { SoftenedBars } from './SoftenedBars.tsx';
import { StudentSelect } from './StudentSelect.tsx';
import styles from './temperature.module.css';
import { useNoStudent } from './useNoStudent.ts';

/** Both models' softened probabilities of every class, how soft they are and how far apart. */
export function ProbabilitiesTab({
  look,
  problem,
}: {
  readonly look: Look;
  readonly problem?: string | undefined;
}) {
  const text = useLateWords('temperature');
  const { classes, label, told, models, temperature, order, setOrder } = look;
  const { teacher, student, several } = models;
  const noStudent = useNoStudent(models);
  const said = problem ?? (teacher ? (student ? undefined : noStudent) : look.missing);
  return (
    <>
      <div className={styles.who}>
        <span className={styles.key} data-kind="teacher">
          {several.each.length > 1 ? text.together : text.teacher}
        </span>
        {several.each.map((one) => (
          <span key={one.place} className={styles.key} data-kind="teacher" data-each="">
            {text.oneTeacher(one.place, one.label, fixed(one.weight, 2))}
          </span>
        ))}
        <span className={styles.key} data-kind="student">
          {text.student}
        </span>
        <StudentSelect models={models} />
        <OrderSwitch order={order} onChange={setOrder} />
      </div>
      <SoftenedBars
        rows={barRows(classes, teacher, student, temperature, order, several)}
        label={label}
        told={told}
      />
      {said ? <p className={styles.quiet}>{said}</p> : null}
      <Measures
        teacher={teacher}
        student={student}
        temperature={temperature}
        classes={Math.max(2, classes.length)}
      />
    </>
  );
}
