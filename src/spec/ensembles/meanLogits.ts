import { declare, type EnsembleDeclaration } from '../declare.ts';

/** The geometric mean of the probabilities, brought to sum 1. */
export const meanLogits = declare({
  label: 'Mean of logits',
  formula: 'z = Σ w·z',
  source: 'Ba & Caruana 2014, Do Deep Nets Really Need to be Deep?',
  fields: [],
}) satisfies EnsembleDeclaration;
