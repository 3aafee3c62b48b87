/**
 * The implementation of every rule that `spec/ensembles/` declares.
 */
import type { EnsembleName } from '../../spec/ensembles/catalogue.ts';
import type { EnsembleRule } from './ensembleRule.ts';
import { meanLogits } from './meanLogits.ts';
import { meanProbabilities } from './meanProbabilities.ts';

export const ensembleRules: Readonly<Record<EnsembleName, EnsembleRule>> = {
  'mean-probabilities': meanProbabilities,
  'mean-logits': meanLogits,
};
