import { declare, type RuleDeclaration } from '../declare.ts';

export const cosine = declare({
  label: 'Cosine',
  formula: 'rate·(1 + cos(π(e − 1)/E))/2',
  source: 'Loshchilov & Hutter 2016, arXiv 1608.03983; torch.optim.lr_scheduler.CosineAnnealingLR',
  fields: [],
}) satisfies RuleDeclaration;
