import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const standardisedKl = declare({
  label: 'KL of standardised logits',
  term: 'KL(p̂_t ‖ p̂_s)',
  source: 'Sun et al. 2024, arXiv 2403.01427',
  fields: ['temperature'],
}) satisfies ObjectiveDeclaration;
