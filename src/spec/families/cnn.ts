import { declare, type FamilyDeclaration } from '../declare.ts';

export const cnn = declare({
  label: 'Plain CNN',
  source: 'LeCun et al. 1998, doi 10.1109/5.726791',
  lacks: ['blocks', 'removable', 'alike', 'drops'],
  mostChannels: 64,
  fields: [],
}) satisfies FamilyDeclaration;
