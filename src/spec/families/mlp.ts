import { declare, type FamilyDeclaration } from '../declare.ts';

export const mlp = declare({
  label: 'MLP',
  source: 'Rumelhart, Hinton & Williams 1986, doi 10.1038/323533a0',
  lacks: ['blocks', 'norms', 'removable', 'alike', 'drops'],
  mostChannels: 64,
  fields: [],
}) satisfies FamilyDeclaration;
