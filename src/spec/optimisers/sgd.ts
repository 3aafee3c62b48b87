import { declare, type RuleDeclaration } from '../declare.ts';

export const sgd = declare({
  label: 'SGD',
  formula: 'v ← momentum·v + g; w ← w − rate·v',
  source: 'torch.optim.SGD',
  fields: ['momentum', 'weightDecay'],
}) satisfies RuleDeclaration;
