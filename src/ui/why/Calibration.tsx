import { useMemo } from 'react';
import { calibrationBins, type Reliability, reliabilityOf } from '../../analysis/calibration.ts';
import type { Judgements } from '../../protocol/judgements.ts';
import { percent } from '../results/format.ts';
import { useLateWords } from '../text/late.ts';
import { ReliabilityDiagram, type ReliabilityName } from './ReliabilityDiagram.tsx';
import styles from './reliability.module.css';
import panel from './why.module.css';

type Drawn = readonly { readonly name: ReliabilityName; readonly reliability: Reliability }[];

/** Confidence against accuracy of the teacher, and of the student before and after it had one. */
export function Calibration({
  teacher,
  student,
  alone,
}: {
  readonly teacher: Judgements;
  readonly student: Judgements;
  readonly alone: Judgements | undefined;
}) {
  const words = useLateWords('why').calibration;
  const drawn = useMemo<Drawn>(
    () => [
      { name: 'teacher', reliability: reliabilityOf(teacher) },
      ...(alone ? [{ name: 'alone', reliability: reliabilityOf(alone) } as const] : []),
      { name: alone ? 'distilled' : 'student', reliability: reliabilityOf(student) },
    ],
    [teacher, student, alone],
  );
  const errorOf = (...names: readonly ReliabilityName[]) => {
    const found = drawn.find(({ name }) => names.includes(name));
    return found && percent(found.reliability.error);
  };
  return (
    <section className={panel.part} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p>
        {words.sentence(errorOf('teacher') ?? '', errorOf('alone'), errorOf('distilled', 'student') ?? '')}
      </p>
      <div className={styles.figures}>
        {drawn.map((each) => (
          <ReliabilityDiagram key={each.name} {...each} />
        ))}
      </div>
      <p className={panel.quiet}>{words.note(calibrationBins)}</p>
      <details className={panel.quiet}>
        <summary>{words.numbers}</summary>
        <Numbers drawn={drawn} />
      </details>
    </section>
  );
}

/** What the diagrams draw, for whoever reads rather than looks. */
function Numbers({ drawn }: { readonly drawn: Drawn }) {
  const words = useLateWords('why').calibration;
  const bins = drawn[0]?.reliability.bins ?? [];
  return (
    <div className={styles.scroll}>
      <table className={styles.numbers}>
        <caption>{words.numbersOf}</caption>
        <thead>
          <tr>
            <th scope="col">{words.bin}</th>
            {drawn.map(({ name }) => (
              <th key={name} scope="col">
                {words.names[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins.map(({ from, to }, m) => (
            <tr key={from}>
              <th scope="row">
                {percent(from)}–{percent(to)}
              </th>
              {drawn.map(({ name, reliability }) => {
                const bin = reliability.bins[m];
                return (
                  <td key={name}>
                    {words.cell(percent(bin?.accuracy), percent(bin?.confidence), bin?.n ?? 0)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
