import { declare, type EnsembleDeclaration } from '../declare.ts';

/** ∇KL is that of a batch's logits, their mean over its images; here of every teacher as long as any other. */
export const aekdNormalised = declare({
  label: 'AEKD, gradients of length 1',
  formula: 'min ‖Σ w·∇KL/‖∇KL‖‖², 0 ≤ w ≤ 1/(νM)',
  source: 'Du et al. 2020, Agree to Disagree: Adaptive Ensemble Knowledge Distillation in Gradient Space',
  fields: ['temperature', 'teachersNu'],
  inStep: true,
}) satisfies EnsembleDeclaration;
