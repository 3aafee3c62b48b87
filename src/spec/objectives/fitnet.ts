import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const fitnet = declare({
  label: 'Hints from the middle (FitNet)',
  acronym: 'FitNet',
  term: 'KL(p_t ‖ p_s)',
  also: [{ weight: 'hintWeight', symbol: 'β', term: 'MSE(r(F_s), F_t)' }],
  features: true,
  source: 'Romero et al. 2015, arXiv 1412.6550',
  forms: ['repdistiller', 'mdistiller'],
  fields: [
    ...(['temperature', 'hintWeight', 'featureForm'] as const),
    ...(['featureBeside', 'featureWeighting', 'featureControl'] as const),
  ],
}) satisfies ObjectiveDeclaration;
