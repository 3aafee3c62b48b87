import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const kl = declare({
  label: 'KL at temperature T',
  acronym: 'KL',
  term: 'KL(p_t ‖ p_s)',
  source: 'Hinton, Vinyals & Dean 2015, arXiv 1503.02531',
  fields: ['temperature'],
}) satisfies ObjectiveDeclaration;
