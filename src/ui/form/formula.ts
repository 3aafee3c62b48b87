/**
 * The objective as it is written, in symbols and with the experiment's numbers. `p_t` stands for p with subscript t.
 * Terms and their sources are declared in `spec/objectives/`.
 */
import type { SimilarityName } from '../../spec/choices.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { settingText } from '../quantities.ts';

const isSoftened = (similarity: SimilarityName) => objectiveOf(similarity).fields.includes('temperature');

/**
 * loss = α·CE + (1 − α)·T²·KL(p_t ‖ p_s)
 *
 * @param loss what the loss is called.
 */
export function formula(similarity: SimilarityName, loss: string): string {
  const { term } = objectiveOf(similarity);
  return `${loss} = α·CE + (1 − α)·${isSoftened(similarity) ? 'T²·' : ''}${term}`;
}

/** The same at one alpha: 0.5·CE + 8·KL(p_t ‖ p_s). Terms of weight 0 are left out; a weight of 1 is not written. */
export function formulaAt(
  alpha: number,
  { similarity, temperature }: Pick<Experiment, 'similarity' | 'temperature'>,
): string {
  const soft = (1 - alpha) * (isSoftened(similarity) ? temperature ** 2 : 1);
  const weighted = (weight: number, term: string) => {
    if (weight === 0) return undefined;
    const shown = settingText(weight);
    return shown === '1' ? term : `${shown}·${term}`;
  };
  return [weighted(alpha, 'CE'), weighted(soft, objectiveOf(similarity).term)]
    .filter((term) => term !== undefined)
    .join(' + ');
}

export type FormulaPart = { readonly text: string; readonly subscript: boolean };

/** Splits `p_t` into p and a subscript t. */
export function formulaParts(written: string): readonly FormulaPart[] {
  return written
    .split(/_([a-z])/)
    .map((text, index) => ({ text, subscript: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
