import type { Experiment } from '../../spec/experiment.ts';
import { learnsByTokens } from '../../spec/network/distilTokens.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { alphaColour, alphaText } from '../alphaStyle.ts';
import { useWords } from '../text/useWords.ts';
import styles from './Formula.module.css';
import { formula, formulaAt, formulaParts } from './formula.ts';
import { sortedAlphas } from './sweep/alphaList.ts';

/** More lines than this would push the form away. */
const mostLines = 4;

/** The objective in symbols, and below it at each alpha with its numbers. */
export function Formula() {
  const { form } = useWords('page');
  const experiment = useLab((lab) => lab.experiment);
  const learned: Experiment =
    experiment.distilToken === 'hard' ? { ...experiment, similarity: 'deit-hard' } : experiment;
  const sorted = sortedAlphas(experiment.alphas);
  const shown = sorted.length > mostLines ? sorted.slice(0, mostLines - 1) : sorted;
  return (
    <div className={styles.formula}>
      <p className={styles.symbols}>
        <Written formula={formula(learned.similarity, form.loss, experiment.featureBeside)} />
      </p>
      {learnsByTokens(experiment) ? <p className={styles.more}>{form.deitAlpha}</p> : null}
      <dl className={styles.lines}>
        {shown.map((alpha) => (
          <div key={alpha}>
            <dt>
              <span className={styles.mark} style={{ background: alphaColour(alpha) }} />α {alphaText(alpha)}
            </dt>
            <dd>
              <Written formula={formulaAt(alpha, learned)} />
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < sorted.length ? (
        <p className={styles.more}>{form.andMore(sorted.length - shown.length)}</p>
      ) : null}
    </div>
  );
}

function Written({ formula: written }: { readonly formula: string }) {
  return formulaParts(written).map(({ text, subscript }, index) => {
    const key = `${index} ${text}`;
    return subscript ? <sub key={key}>{text}</sub> : <span key={key}>{text}</span>;
  });
}
