import { declare, type ObjectiveDeclaration } from '../../declare.ts';

export const standardisedDkd = declare({
  label: 'DKD of standardised logits',
  term: 'DKD(p̂_t, p̂_s)',
  source: 'Sun et al. 2024, arXiv 2403.01427',
  fields: ['temperature'],
}) satisfies ObjectiveDeclaration;
