import { useMemo, useState } from 'react';
import { type Confusion, confusionOf, countAt, imagesAt, mostConfused } from '../../analysis/confusion.ts';
import { isRight, type Judgements } from '../../protocol/judgements.ts';
import { useLateWords } from '../text/late.ts';
import { ConfusionMatrix } from './ConfusionMatrix.tsx';
import styles from './confusion.module.css';
import { Gallery } from './Gallery.tsx';
import panel from './why.module.css';

/** Beyond this a table of classes is no longer looked at. */
const mostClasses = 20;

type Model = 'teacher' | 'student';

interface Chosen {
  readonly who: Model;
  readonly truth: number;
  readonly answer: number;
}

const models: readonly Model[] = ['teacher', 'student'];

/** Teacher's and student's confusions side by side, and the images of the cell that is chosen. */
export function Confusions({
  teacher,
  student,
  names,
}: {
  readonly teacher: Judgements;
  readonly student: Judgements;
  readonly names: readonly string[];
}) {
  const text = useLateWords('why');
  const words = text.confusion;
  const judgements = { teacher, student };
  const confusions = useMemo(
    () => ({ teacher: confusionOf(teacher), student: confusionOf(student) }),
    [teacher, student],
  );
  const shown = useMemo(
    () => mostConfused([confusions.teacher, confusions.student], mostClasses),
    [confusions],
  );
  const [picked, setPicked] = useState<Chosen>();
  const mistake = useMemo(() => commonestMistake(confusions.student, shown), [confusions, shown]);
  const chosen = picked ?? mistake;
  const cases = useMemo(
    () => (chosen ? imagesAt(chosen.who === 'teacher' ? teacher : student, chosen.truth, chosen.answer) : []),
    [chosen, teacher, student],
  );
  return (
    <section className={panel.part} aria-label={words.title}>
      <h3>{words.title}</h3>
      <div className={styles.pair}>
        {models.map((who) => (
          <ConfusionMatrix
            key={who}
            who={who}
            confusion={confusions[who]}
            shown={shown}
            names={names}
            right={judgements[who].labels.reduce((sum, _, n) => sum + Number(isRight(judgements[who], n)), 0)}
            chosen={
              chosen?.who === who
                ? { row: shown.indexOf(chosen.truth), column: shown.indexOf(chosen.answer) }
                : undefined
            }
            onChoose={({ row, column }) =>
              setPicked({ who, truth: shown[row] ?? 0, answer: shown[column] ?? 0 })
            }
          />
        ))}
      </div>
      <p className={panel.quiet}>
        {words.note} {shown.length < names.length ? words.some(shown.length, names.length) : null}
      </p>
      <p role="status">
        {chosen
          ? words.cell(chosen.who, names[chosen.truth] ?? '', names[chosen.answer] ?? '', cases.length)
          : words.noMistake}
      </p>
      {chosen ? <Gallery cases={cases} one={teacher} other={student} who={models} names={names} /> : null}
    </section>
  );
}

/** The largest count off the diagonal among the classes that are shown, the first of equals. */
function commonestMistake(confusion: Confusion, shown: readonly number[]): Chosen | undefined {
  let found: Chosen | undefined;
  let most = 0;
  for (const truth of shown) {
    for (const answer of shown) {
      const count = countAt(confusion, truth, answer);
      if (truth === answer || count <= most) continue;
      most = count;
      found = { who: 'student', truth, answer };
    }
  }
  return found;
}
