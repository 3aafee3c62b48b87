import { declare, type EnsembleDeclaration } from '../declare.ts';

/** The more certain a teacher is of an image, the more it counts there. The authors' code, and EBKD's line in it, divides the loss by M once more. */
export const entropy = declare({
  label: 'By entropy',
  formula: 'w ∝ 1 − H(softmax(z)) / Σ H',
  source: 'Kwon et al. 2020, Adaptive Knowledge Distillation Based on Entropy; as in Rorozhl/CA-MKD',
  fields: ['temperature'],
}) satisfies EnsembleDeclaration;
