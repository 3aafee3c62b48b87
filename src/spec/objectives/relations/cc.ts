import { mimicry } from '../mimicry.ts';

export const cc = mimicry({
  label: 'Correlation congruence (CC)',
  acronym: 'CC',
  term: 'CC(r(f_s), q(f_t))',
  weight: 0.02,
  source: 'Peng et al. 2019, arXiv 1904.01802',
  forms: ['repdistiller', 'torchdistill', 'paper', 'bilinear'],
});
