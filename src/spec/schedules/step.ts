import { declare, type RuleDeclaration } from '../declare.ts';

export const step = declare({
  label: 'Step decay',
  formula: 'rate·gamma^⌊(e − 1)/stepSize⌋',
  source: 'torch.optim.lr_scheduler.StepLR',
  fields: ['stepSize', 'gamma'],
}) satisfies RuleDeclaration;
