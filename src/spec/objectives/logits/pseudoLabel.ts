import { declare, type ObjectiveDeclaration } from '../../declare.ts';

export const pseudoLabel = declare({
  label: 'Pseudo-labels (FixMatch)',
  acronym: 'pseudo-labels',
  term: '1[max p_t ≥ τ]·CE(argmax p_t, p_s)',
  source: 'Sohn et al. 2020, arXiv 2001.07685',
  fields: ['confidence'],
}) satisfies ObjectiveDeclaration;
