import type { ReactNode } from 'react';
import { hardGradient, softened, softGradient } from '../../../analysis/softened.ts';
import { useLateWords } from '../../text/late.ts';
import { useWords } from '../../text/useWords.ts';
import { probabilityText, signedText, temperatureText } from '../bars.ts';
import { Formula } from './Formula.tsx';
import styles from './formula.module.css';
import { Term } from './Term.tsx';

/**
 * Two lines, each with the numbers of one class: the soft gradient T²·(p_s − p_t)/(T·N), T² struck out where it is
 * switched off, and the hard one (p_s − y)/N, whose p_s is at T = 1.
 */
export function GradientFormula({
  teacher,
  student,
  at,
  label,
  temperature,
  images,
  scaled,
}: {
  readonly teacher: readonly number[] | undefined;
  readonly student: readonly number[];
  /** The class whose numbers are shown. */
  readonly at: number | undefined;
  /** The true class; undefined where nobody knows it, and the hard gradient then has no numbers. */
  readonly label: number | undefined;
  readonly temperature: number;
  readonly images: number;
  readonly scaled: boolean;
}) {
  const text = useLateWords('temperature');
  const pictures = useWords('pictures');
  const T = temperatureText(temperature);
  const shown = (values: readonly number[] | undefined) => (at === undefined ? undefined : values?.[at]);
  const soft = shown(teacher && softGradient(teacher, student, temperature, { scaled, images }));
  const hard = label === undefined ? undefined : shown(hardGradient(student, label, images));
  const [hot, cold] = [shown(softened(student, temperature)), shown(softened(student, 1))];
  const taught = shown(teacher && softened(teacher, temperature));
  const ps = (
    <Term name="student">
      <var>p</var>
      <sub>s</sub>
    </Term>
  );
  return (
    <Formula>
      <Line
        name={text.soft}
        symbols={
          <>
            <Term name="factor" off={!scaled}>
              {T}²
            </Term>
            <span>· (</span>
            {ps} −
            <Term name="teacher">
              <var>p</var>
              <sub>t</sub>
            </Term>
            <span>) / (</span>
            <Term name="temperature">{T}</Term>·<Term name="images">{images}</Term>
            <span>)</span>
          </>
        }
        parts={
          hot === undefined || taught === undefined
            ? undefined
            : `${scaled ? `${T}² · ` : ''}(${probabilityText(hot)} − ${probabilityText(taught)}) / (${T} · ${images})`
        }
        result={soft}
      />
      <Line
        name={text.hard}
        symbols={
          <>
            <span>(</span>
            {ps} −
            <Term name="label">
              <var>y</var>
            </Term>
            <span>) /</span>
            <Term name="images">{images}</Term>
          </>
        }
        parts={
          cold === undefined ? undefined : `(${probabilityText(cold)} − ${at === label ? 1 : 0}) / ${images}`
        }
        result={hard}
        lacking={label === undefined && at !== undefined ? pictures.hardNeedsLabel : undefined}
      />
    </Formula>
  );
}

function Line({
  name,
  symbols,
  parts,
  result,
  lacking,
}: {
  readonly name: string;
  readonly symbols: ReactNode;
  readonly parts: string | undefined;
  readonly result: number | undefined;
  /** Why there is no result, where that is worth saying. */
  readonly lacking?: string | undefined;
}) {
  return (
    <div className={styles.line}>
      <span className={styles.lineName}>{name}</span>
      <p className={styles.symbols}>{symbols}</p>
      {parts && result !== undefined ? (
        <p className={styles.numbers}>
          = {parts} = <b>{signedText(result)}</b>
        </p>
      ) : lacking ? (
        <p className={styles.numbers}>{lacking}</p>
      ) : null}
    </div>
  );
}
