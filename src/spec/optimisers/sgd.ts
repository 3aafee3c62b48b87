import { declare, type OptimiserDeclaration } from '../declare.ts';

export const sgd = declare({
  label: 'SGD',
  formula: 'v ← momentum·v + g; w ← w − rate·v',
  source: 'torch.optim.SGD',
  statePerWeight: 1,
  fields: ['momentum', 'weightDecay'],
}) satisfies OptimiserDeclaration;
