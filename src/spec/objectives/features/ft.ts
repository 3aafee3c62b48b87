import { mimicry } from '../mimicry.ts';

export const ft = mimicry({
  label: 'Factor transfer (FT)',
  acronym: 'FT',
  term: 'FT(r(F_s), q(F_t))',
  weight: 200,
  source: 'Kim et al. 2018, arXiv 1802.04977',
  forms: ['repdistiller', 'torchdistill', 'paper'],
});
