import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const dist = declare({
  label: 'Correlation (DIST)',
  acronym: 'DIST',
  term: 'DIST(p_s, p_t)',
  source: 'Huang et al. 2022, arXiv 2205.10536',
  fields: ['temperature'],
}) satisfies ObjectiveDeclaration;
