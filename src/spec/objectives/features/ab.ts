import { mimicry } from '../mimicry.ts';

export const ab = mimicry({
  label: 'Activation boundaries (AB)',
  acronym: 'AB',
  term: 'AB(r(F_s), F_t)',
  weight: 1,
  source: 'Heo et al. 2019, arXiv 1811.03233',
  forms: ['repdistiller', 'torchdistill'],
});
