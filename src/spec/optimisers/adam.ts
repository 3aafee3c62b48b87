import { declare, type OptimiserDeclaration } from '../declare.ts';

export const adam = declare({
  label: 'Adam',
  formula: 'w ← w − rate·m̂ / (√v̂ + 1e-8), β₁ = momentum, β₂ = 0.999',
  source: 'Kingma & Ba 2014, arXiv 1412.6980; torch.optim.Adam',
  statePerWeight: 2,
  fields: ['momentum', 'weightDecay'],
}) satisfies OptimiserDeclaration;
