import { precise } from '../../text/numbers.ts';
import { temperatureText } from '../bars.ts';
import { Formula } from './Formula.tsx';
import { Fraction } from './Fraction.tsx';
import styles from './formula.module.css';
import { Term } from './Term.tsx';

/** T²·KL(p_t ‖ p_s) → 1/(2K) Σ (ẑ_s − ẑ_t)² as T → ∞. */
export function LimitFormula({
  temperature,
  classes,
  scaled,
  loss,
  limit,
}: {
  readonly temperature: number;
  readonly classes: number;
  readonly scaled: boolean;
  /** T²·KL now, or KL where T² is switched off. */
  readonly loss: number | undefined;
  readonly limit: number | undefined;
}) {
  return (
    <Formula>
      <p className={styles.symbols}>
        <Term name="factor" off={!scaled}>
          {temperatureText(temperature)}²
        </Term>
        ·
        <Term name="divergence">
          KL(<var>p</var>
          <sub>t</sub> ‖ <var>p</var>
          <sub>s</sub>)
        </Term>
        <span>→</span>
        {scaled ? (
          <>
            <Fraction over="1" under={<>2 · {classes}</>} />
            <Term name="centred">
              Σ(<var>ẑ</var>
              <sub>s</sub> − <var>ẑ</var>
              <sub>t</sub>)²
            </Term>
          </>
        ) : (
          <span>0</span>
        )}
      </p>
      <p className={styles.numbers}>
        {loss === undefined || limit === undefined ? null : (
          <span>
            <b>{precise(loss, 3)}</b> → {scaled ? precise(limit, 3) : 0}
          </span>
        )}
      </p>
    </Formula>
  );
}
