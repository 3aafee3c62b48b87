/**
 * Every way to make one teacher of several, the default first. The implementations stand in `engine/ensembles/`.
 */
import type { EnsembleDeclaration } from '../declare.ts';
import { aekd } from './aekd.ts';
import { aekdNormalised } from './aekdNormalised.ts';
import { confidence } from './confidence.ts';
import { entropy } from './entropy.ts';
import { meanLogits } from './meanLogits.ts';
import { meanProbabilities } from './meanProbabilities.ts';
import { tokenEach } from './tokenEach.ts';

export const ensembles = {
  'mean-probabilities': meanProbabilities,
  'mean-logits': meanLogits,
  entropy,
  confidence,
  aekd,
  'aekd-normalised': aekdNormalised,
  'token-each': tokenEach,
} as const satisfies Record<string, EnsembleDeclaration>;

export type EnsembleName = keyof typeof ensembles;

/** Of a rule that gives each teacher a distillation token of the student. */
export const givesTokenEach = (name: EnsembleName): boolean => {
  const rule: EnsembleDeclaration = ensembles[name];
  return rule.tokens === true;
};

/** Teachers are combined in every step, not once into one table. */
export const combinesInStep = (name: EnsembleName): boolean => {
  const rule: EnsembleDeclaration = ensembles[name];
  return rule.inStep === true;
};
