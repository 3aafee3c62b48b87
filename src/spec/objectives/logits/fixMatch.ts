import { declare, type ObjectiveDeclaration } from '../../declare.ts';

export const fixMatch = declare({
  label: 'Own pseudo-labels (FixMatch)',
  acronym: 'FixMatch',
  term: '1[max p_w ≥ τ]·CE(argmax p_w, p_s)',
  source: 'Sohn et al. 2020, arXiv 2001.07685',
  fields: ['confidence'],
}) satisfies ObjectiveDeclaration;
