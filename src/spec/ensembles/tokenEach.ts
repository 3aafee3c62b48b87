import { declare, type EnsembleDeclaration } from '../declare.ts';

/** Of a student with distillation tokens. Whether LIB-KD (arXiv 2310.00369) does it so is not known here: only its abstract was read. */
export const tokenEach = declare({
  label: 'One token each',
  formula: 'class token ← y, token m ← z_m',
  source: 'Ren et al. 2021, Co-advise, arXiv 2106.12378',
  fields: [],
  inStep: true,
  tokens: true,
}) satisfies EnsembleDeclaration;
