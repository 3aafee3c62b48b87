import { mimicry } from '../mimicry.ts';

export const vid = mimicry({
  label: 'Variational information (VID)',
  acronym: 'VID',
  term: 'VID(F_s, F_t)',
  weight: 1,
  source: 'Ahn et al. 2019, arXiv 1904.05835',
  forms: ['repdistiller', 'mdistiller'],
});
