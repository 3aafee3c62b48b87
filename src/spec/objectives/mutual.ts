import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const mutual = declare({
  label: 'Fellow students alone (DML)',
  acronym: 'DML',
  term: 'mean_j KL(p_j ‖ p_s)',
  source: 'Zhang et al. 2018, Deep Mutual Learning, arXiv 1706.00384',
  fields: [],
}) satisfies ObjectiveDeclaration;
