import { declare, type ObjectiveDeclaration } from '../../declare.ts';

export const deitSoft = declare({
  label: 'KL over all logits (DeiT, soft)',
  acronym: 'DeiT',
  term: 'KL(p_t ‖ p_s)/K',
  source: 'Touvron et al. 2021, arXiv 2012.12877',
  fields: ['temperature'],
}) satisfies ObjectiveDeclaration;
