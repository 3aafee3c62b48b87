import { declare, type OptimiserDeclaration } from '../declare.ts';

export const adamw = declare({
  label: 'AdamW',
  formula: 'w ← (1 − rate·decay)·w − rate·m̂ / (√v̂ + 1e-8), β₁ = momentum, β₂ = 0.999',
  source: 'Loshchilov & Hutter 2019, arXiv 1711.05101; torch.optim.AdamW',
  statePerWeight: 2,
  fields: ['momentum', 'weightDecay'],
}) satisfies OptimiserDeclaration;
