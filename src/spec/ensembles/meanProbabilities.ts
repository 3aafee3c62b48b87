import { declare, type EnsembleDeclaration } from '../declare.ts';

export const meanProbabilities = declare({
  label: 'Mean of probabilities',
  formula: 'p = Σ w·softmax(z/T)',
  source: 'Hinton, Vinyals & Dean 2015, Distilling the Knowledge in a Neural Network',
  fields: ['temperature'],
}) satisfies EnsembleDeclaration;
