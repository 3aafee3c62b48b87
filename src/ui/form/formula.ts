/**
 * The objective as it is written, in symbols and with the experiment's numbers. `p_t` stands for p with subscript t.
 * Sources of the terms: shared/choices.ts and the similarity field's help.
 */
import type { SimilarityName } from '../../shared/choices.ts';
import type { Experiment } from '../../shared/experiment.ts';
import { settingText } from '../quantities.ts';

interface Term {
  readonly written: string;
  /** In front of it stands T². */
  readonly softened: boolean;
}

const terms: Record<SimilarityName, Term> = {
  kl: { written: 'KL(p_t ‖ p_s)', softened: true },
  mse: { written: 'MSE(z_s, z_t)', softened: false },
  dkd: { written: 'DKD(p_t, p_s)', softened: true },
  dist: { written: 'DIST(p_s, p_t)', softened: true },
  'standardised-kl': { written: 'KL(p̂_t ‖ p̂_s)', softened: true },
};

export function usesTemperature(similarity: SimilarityName): boolean {
  return terms[similarity].softened;
}

/**
 * loss = α·CE + (1 − α)·T²·KL(p_t ‖ p_s)
 *
 * @param loss what the loss is called.
 */
export function formula(similarity: SimilarityName, loss: string): string {
  const { written, softened } = terms[similarity];
  return `${loss} = α·CE + (1 − α)·${softened ? 'T²·' : ''}${written}`;
}

/** The same at one alpha: 0.5·CE + 8·KL(p_t ‖ p_s). Terms of weight 0 are left out; a weight of 1 is not written. */
export function formulaAt(
  alpha: number,
  { similarity, temperature }: Pick<Experiment, 'similarity' | 'temperature'>,
): string {
  const { written, softened } = terms[similarity];
  const soft = (1 - alpha) * (softened ? temperature ** 2 : 1);
  const weighted = (weight: number, term: string) => {
    if (weight === 0) return undefined;
    const shown = settingText(weight);
    return shown === '1' ? term : `${shown}·${term}`;
  };
  return [weighted(alpha, 'CE'), weighted(soft, written)].filter((term) => term !== undefined).join(' + ');
}

export type FormulaPart = { readonly text: string; readonly subscript: boolean };

/** Splits `p_t` into p and a subscript t. */
export function formulaParts(written: string): readonly FormulaPart[] {
  return written
    .split(/_([a-z])/)
    .map((text, index) => ({ text, subscript: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
