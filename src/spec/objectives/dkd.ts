import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const dkd = declare({
  label: 'Decoupled KL (DKD)',
  acronym: 'DKD',
  term: 'DKD(p_t, p_s)',
  source: 'Zhao et al. 2022, arXiv 2203.08679',
  fields: ['temperature'],
}) satisfies ObjectiveDeclaration;
