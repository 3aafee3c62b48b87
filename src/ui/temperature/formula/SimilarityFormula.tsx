import { probabilityText, temperatureText } from '../bars.ts';
import { Formula } from './Formula.tsx';
import styles from './formula.module.css';
import { Term } from './Term.tsx';

/** S_ij: mean over the images of class i of softmax(z_t/T)_j. */
export function SimilarityFormula({
  temperature,
  pair,
}: {
  readonly temperature: number;
  readonly pair: { readonly of: string; readonly to: string; readonly share: number } | undefined;
}) {
  return (
    <Formula>
      <p className={styles.symbols}>
        <span>
          <var>S</var>
          <sub>ij</sub> =
        </span>
        <Term name="mean">
          mean<sub>images of i</sub>
        </Term>
        <span className={styles.whole}>
          <Term name="teacher">
            softmax(<var>z</var>
            <sub>t</sub> / {temperatureText(temperature)})
          </Term>
          <sub>j</sub>
        </span>
      </p>
      <p className={styles.numbers}>
        {pair ? (
          <span>
            <var>S</var>
            <sub className={styles.named} title={pair.of}>
              {pair.of}
            </sub>
            ,{' '}
            <sub className={styles.named} title={pair.to}>
              {pair.to}
            </sub>{' '}
            = <b>{probabilityText(pair.share)}</b>
          </span>
        ) : null}
      </p>
    </Formula>
  );
}
