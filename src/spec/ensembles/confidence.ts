import { declare, type EnsembleDeclaration } from '../declare.ts';

/** The closer a teacher is to an image's label, the more it counts there. The authors' code divides the loss by M once more. */
export const confidence = declare({
  label: 'By confidence',
  formula: 'w = (1 − softmax over teachers of CE(z, y)) / (M − 1)',
  source: 'Zhang, Chen & Wang 2022, Confidence-Aware Multi-Teacher Knowledge Distillation, equation 3',
  fields: ['temperature'],
  inStep: true,
}) satisfies EnsembleDeclaration;
