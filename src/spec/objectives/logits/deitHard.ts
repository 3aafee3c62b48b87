import { declare, type ObjectiveDeclaration } from '../../declare.ts';

export const deitHard = declare({
  label: 'Likeliest class (DeiT, hard)',
  acronym: 'DeiT',
  term: 'CE(z_s, argmax z_t)',
  source: 'Touvron et al. 2021, arXiv 2012.12877',
  fields: [],
}) satisfies ObjectiveDeclaration;
