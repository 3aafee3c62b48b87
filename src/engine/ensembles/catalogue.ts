/**
 * The implementation of every rule that `spec/ensembles/` declares.
 */
import type { EnsembleName } from '../../spec/ensembles/catalogue.ts';
import { aekd, aekdNormalised } from './aekd.ts';
import { confidence } from './confidence.ts';
import type { EnsembleRule } from './ensembleRule.ts';
import { entropy } from './entropy.ts';
import { meanLogits } from './meanLogits.ts';
import { meanProbabilities } from './meanProbabilities.ts';

export const ensembleRules: Readonly<Record<EnsembleName, EnsembleRule>> = {
  'mean-probabilities': meanProbabilities,
  'mean-logits': meanLogits,
  entropy,
  confidence,
  aekd,
  'aekd-normalised': aekdNormalised,
  // Of what they are together, where somebody asks: each teaches a token by itself.
  'token-each': meanProbabilities,
};
