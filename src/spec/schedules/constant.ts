import { declare, type RuleDeclaration } from '../declare.ts';

export const constant = declare({
  label: 'Constant',
  formula: 'rate',
  source: 'torch.optim.lr_scheduler.ConstantLR',
  fields: [],
}) satisfies RuleDeclaration;
