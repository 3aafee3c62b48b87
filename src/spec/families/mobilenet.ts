import { declare, type FamilyDeclaration } from '../declare.ts';

export const mobilenet = declare({
  label: 'MobileNet-like',
  source: 'Howard et al. 2017, arXiv 1704.04861',
  lacks: ['removable', 'alike', 'drops'],
  fields: [],
}) satisfies FamilyDeclaration;
