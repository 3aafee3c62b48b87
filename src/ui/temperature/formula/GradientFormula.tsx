import type { ReactNode } from 'react';
import { hardGradient, softened, softGradient } from '../../../shared/softened.ts';
import { useTemperatureText } from '../../text/useTemperatureText.ts';
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
  temperature,
  images,
  scaled,
}: {
  readonly teacher: readonly number[] | undefined;
  readonly student: readonly number[];
  /** The class whose numbers are shown: the true one. */
  readonly at: number;
  readonly temperature: number;
  readonly images: number;
  readonly scaled: boolean;
}) {
  const text = useTemperatureText();
  const T = temperatureText(temperature);
  const soft = teacher && softGradient(teacher, student, temperature, { scaled, images })[at];
  const hard = hardGradient(student, at, images)[at];
  const [hot, cold] = [softened(student, temperature)[at], softened(student, 1)[at]];
  const taught = teacher && softened(teacher, temperature)[at];
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
        parts={cold === undefined ? undefined : `(${probabilityText(cold)} − 1) / ${images}`}
        result={hard}
      />
    </Formula>
  );
}

function Line({
  name,
  symbols,
  parts,
  result,
}: {
  readonly name: string;
  readonly symbols: ReactNode;
  readonly parts: string | undefined;
  readonly result: number | undefined;
}) {
  return (
    <div className={styles.line}>
      <span className={styles.lineName}>{name}</span>
      <p className={styles.symbols}>{symbols}</p>
      {parts && result !== undefined ? (
        <p className={styles.numbers}>
          = {parts} = <b>{signedText(result)}</b>
        </p>
      ) : null}
    </div>
  );
}
