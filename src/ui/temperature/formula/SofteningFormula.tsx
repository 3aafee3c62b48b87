import { softened } from '../../../analysis/softened.ts';
import { fixed } from '../../text/numbers.ts';
import { probabilityText, temperatureText } from '../bars.ts';
import { Formula } from './Formula.tsx';
import { Fraction } from './Fraction.tsx';
import styles from './formula.module.css';
import { Term } from './Term.tsx';

/** p_i = exp(z_i/T) / Σ_j exp(z_j/T), and the teacher's numbers for one class. */
export function SofteningFormula({
  logits,
  at,
  name,
  temperature,
}: {
  readonly logits: readonly number[] | undefined;
  /** The class whose numbers are shown. */
  readonly at: number | undefined;
  readonly name: string;
  readonly temperature: number;
}) {
  const T = temperatureText(temperature);
  const z = at === undefined ? undefined : logits?.[at];
  const p = at === undefined ? undefined : logits && softened(logits, temperature)[at];
  return (
    <Formula>
      <p className={styles.symbols}>
        <Term name="probability">
          <var>p</var>
          <sub>i</sub>
        </Term>
        =
        <Fraction
          over={
            <>
              exp(
              <Term name="logit">
                <var>z</var>
                <sub>i</sub>
              </Term>{' '}
              / <Term name="temperature">{T}</Term>)
            </>
          }
          under={
            <>
              <Term name="sum">
                Σ<sub>j</sub>
              </Term>{' '}
              exp(
              <var>z</var>
              <sub>j</sub> / {T})
            </>
          }
        />
      </p>
      <p className={styles.numbers}>
        {p === undefined || z === undefined ? null : (
          <>
            <span>
              <var>p</var>
              <sub className={styles.named} title={name}>
                {name}
              </sub>{' '}
              =
            </span>
            <Fraction over={`exp(${fixed(z, 2)} / ${T})`} under={`Σ exp(… / ${T})`} />
            <span>
              = <b>{probabilityText(p)}</b>
            </span>
          </>
        )}
      </p>
    </Formula>
  );
}
