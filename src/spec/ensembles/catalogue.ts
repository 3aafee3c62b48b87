/**
 * Every way to make one teacher of several, the default first. The implementations stand in `engine/ensembles/`.
 */
import type { EnsembleDeclaration } from '../declare.ts';
import { meanLogits } from './meanLogits.ts';
import { meanProbabilities } from './meanProbabilities.ts';

export const ensembles = {
  'mean-probabilities': meanProbabilities,
  'mean-logits': meanLogits,
} as const satisfies Record<string, EnsembleDeclaration>;

export type EnsembleName = keyof typeof ensembles;
