import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const selfDistillation = declare({
  label: 'Its own deepest stage (BYOT)',
  acronym: 'BYOT',
  term: 'Σ_i KL(p_s ‖ p_i)',
  also: [
    { weight: 'auxiliaryWeight', symbol: 'γ', term: 'Σ_i CE_i' },
    { weight: 'featureWeight', symbol: 'λ', term: 'Σ_i MSE(r(F_i), F_s)' },
  ],
  source: 'Zhang et al. 2019, Be Your Own Teacher, arXiv 1905.08094',
  fields: ['temperature', 'auxiliaryWeight', 'featureWeight'],
}) satisfies ObjectiveDeclaration;
