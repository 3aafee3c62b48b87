import { useMemo, useRef, useState } from 'react';
import type { RunId } from '../../protocol/runId.ts';
import { hasOwnImages } from '../../spec/recipe/points.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { useStudentsInMemory } from '../results/useStudentsInMemory.ts';
import { seriesLabel } from '../seriesStyle.ts';
import { useLateWords } from '../text/late.ts';
import { useDatasetNames } from '../text/useDatasetNames.ts';
import { Calibration } from './Calibration.tsx';
import { Confusions } from './Confusions.tsx';
import { Disagreements } from './Disagreements.tsx';
import { Ledger } from './ledger/Ledger.tsx';
import type { Side } from './side.ts';
import { type Comparison, chosenOf, useComparison } from './useComparison.ts';
import { useSeen } from './useSeen.ts';
import styles from './why.module.css';

/** What one student learned and did not: its mistakes beside its teacher's, and beside those of the same student alone. */
export function WhyPanel() {
  const text = useLateWords('why');
  const section = useRef<HTMLElement>(null);
  const seen = useSeen(section);
  const finished = useLab((lab) => lab.runs.some((run) => run.status === 'finished'));
  const images = useLab((lab) => lab.dataset?.validation.count ?? 0);
  const names = useDatasetNames(useLab((lab) => lab.dataset))?.classes;
  const listed = useStudentsInMemory(seen);
  const [picked, setPicked] = useState<RunId>();
  const students = listed.answer ?? [];
  const chosen = chosenOf(students, picked);
  const lackElsewhere = useLab(
    ({ measured, runs, shared }) =>
      measured !== undefined &&
      listed.answer !== undefined &&
      runs !== shared?.runs &&
      runs.some(
        ({ id, point, status }) =>
          status === 'finished' &&
          !hasOwnImages(measured, point) &&
          !students.some((student) => student.id === id),
      ),
  );
  const { answer: comparison, problem } = useComparison(chosen, students);
  return (
    <section ref={section} className={styles.panel} aria-labelledby="why">
      <div className={styles.head}>
        <h2 id="why">{text.title}</h2>
        {chosen ? (
          <label className={styles.choice}>
            {text.whichStudent}
            <select
              value={chosen.id}
              onChange={(event) => setPicked(students.find(({ id }) => id === event.target.value)?.id)}
            >
              {students.map((one) => (
                <option key={one.id} value={one.id}>
                  {text.studentName(seriesLabel(one.point), one.run)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      {stateLine()}
      {lackElsewhere ? <p className={styles.quiet}>{text.elsewhere}</p> : null}
      {chosen && comparison && names ? <Views comparison={comparison} names={names} /> : null}
      <Ledger />
    </section>
  );

  /** What there is to say while there is nothing to see. */
  function stateLine() {
    const failed = listed.problem ?? problem;
    if (failed) {
      return (
        <p role="alert" className={styles.problem}>
          {failed}
        </p>
      );
    }
    if (!finished) return <p className={styles.quiet}>{text.before}</p>;
    if (!listed.answer) return <p className={styles.quiet}>{text.waiting}</p>;
    if (!chosen) return <p className={styles.quiet}>{text.gone}</p>;
    const current = comparison?.id === chosen.id;
    return <p className={styles.quiet}>{current ? text.scope(images) : text.asking(images)}</p>;
  }
}

function Views({
  comparison,
  names,
}: {
  readonly comparison: Comparison;
  readonly names: readonly string[];
}) {
  const text = useLateWords('why');
  const { isAlone } = comparison;
  const { distilledOnly, calibration } = text;
  const { both, distilled, alone } = useMemo(() => sidesOf(comparison), [comparison]);
  const drawn = useMemo(() => (alone ? [both[0], alone, distilled] : both), [both, alone, distilled]);
  return (
    <>
      <Confusions sides={both} names={names} />
      <Disagreements {...text.teacherOnly} one={both[0]} other={both[1]} names={names} />
      {alone ? (
        <Disagreements {...distilledOnly} one={distilled} other={alone} names={names} />
      ) : (
        <section className={styles.part} aria-label={distilledOnly.title}>
          <h3>{distilledOnly.title}</h3>
          <p className={styles.quiet}>{isAlone ? distilledOnly.isAlone : distilledOnly.noAlone}</p>
        </section>
      )}
      <Calibration
        sides={drawn}
        sentence={([teacher = '', ...students]) =>
          calibration.sentence(teacher, students.at(-2), students.at(-1) ?? '')
        }
      />
    </>
  );
}

/** The student is told apart from the same student alone where both are shown. */
function sidesOf({ teacher, student, alone }: Comparison) {
  const mine = { kind: 'student', predictions: student } as const;
  const both: readonly [Side, Side] = [
    { who: 'teacher', kind: 'teacher', predictions: teacher },
    { who: 'student', ...mine },
  ];
  const distilled: Side = { who: 'distilled', ...mine };
  const beside: Side | undefined = alone && { who: 'alone', kind: 'student', predictions: alone };
  return { both, distilled, alone: beside };
}
