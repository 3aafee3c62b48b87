import { declare, type ObjectiveDeclaration } from '../../declare.ts';

export const ctkd = declare({
  label: 'Learned temperature (CTKD)',
  acronym: 'CTKD',
  term: 'T_θ²·KL(p_t ‖ p_s)',
  source: 'Li et al. 2023, arXiv 2211.16231',
  fields: [],
}) satisfies ObjectiveDeclaration;
