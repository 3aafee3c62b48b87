/**
 * The objective as it is written, in symbols and with the experiment's numbers. `p_t` stands for p with subscript t.
 * Terms and their sources are declared in `spec/objectives/`.
 */
import type { SimilarityName } from '../../spec/choices.ts';
import type { ObjectiveDeclaration } from '../../spec/declare.ts';
import { type Experiment, fieldOf, isFieldName } from '../../spec/experiment.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { settingText } from '../quantities.ts';

/** Whether the logits' term is left out. */
const standsAlone = (similarity: SimilarityName, beside: Experiment['featureBeside'] | undefined) =>
  beside === 'alone' && objectiveOf(similarity).fields.includes('featureBeside');
const isSoftened = (similarity: SimilarityName) => objectiveOf(similarity).fields.includes('temperature');

/**
 * loss = α·CE + (1 − α)·T²·KL(p_t ‖ p_s)
 *
 * @param loss what the loss is called.
 */
export function formula(
  similarity: SimilarityName,
  loss: string,
  beside: Experiment['featureBeside'] = 'kd',
): string {
  const { term, also = [] } = objectiveOf(similarity);
  const first = `${isSoftened(similarity) ? 'T²·' : ''}${term}`;
  const others = also.map((other) => `${other.symbol}·${other.term}`);
  const sum = standsAlone(similarity, beside) ? others : [first, ...others];
  return `${loss} = α·CE + (1 − α)·${sum.length > 1 ? `(${sum.join(' + ')})` : sum.join()}`;
}

/** The same at one alpha: 0.5·CE + 8·KL(p_t ‖ p_s). Terms of weight 0 are left out; a weight of 1 is not written. */
export function formulaAt(
  alpha: number,
  experiment: Pick<Experiment, 'similarity' | 'temperature'> & Partial<Experiment>,
): string {
  const { similarity, temperature } = experiment;
  const { term: first, also = [], fields }: ObjectiveDeclaration = objectiveOf(similarity);
  const soft = (1 - alpha) * (isSoftened(similarity) ? temperature ** 2 : 1);
  const weighted = (weight: number, term: string) => {
    if (weight === 0) return undefined;
    const shown = settingText(weight);
    return shown === '1' ? term : `${shown}·${term}`;
  };
  const { featureBeside, featureWeighting } = experiment;
  const isMeasured = featureWeighting === 'as-long-as-labels' && fields.includes('featureWeighting');
  const others = also.map(({ weight, times = 1, symbol, term }) => {
    const added = (1 - alpha) * settingOf(experiment, weight);
    // Measured when training begins.
    if (isMeasured) return weighted(added, `${symbol}·${term}`);
    return weighted(added * times, term);
  });
  const isAlone = standsAlone(similarity, featureBeside);
  return [weighted(alpha, 'CE'), ...(isAlone ? [] : [weighted(soft, first)]), ...others]
    .filter((term) => term !== undefined)
    .join(' + ');
}

function settingOf(experiment: Partial<Experiment>, name: string): number {
  return isFieldName(name) ? Number(experiment[name] ?? fieldOf(name).default) : Number.NaN;
}

export type FormulaPart = { readonly text: string; readonly subscript: boolean };

/** Splits `p_t` into p and a subscript t. */
export function formulaParts(written: string): readonly FormulaPart[] {
  return written
    .split(/_([a-z])/)
    .map((text, index) => ({ text, subscript: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
