import { mimicry } from '../mimicry.ts';

export const caMkd = mimicry({
  label: 'By confidence (CA-MKD)',
  acronym: 'CA-MKD',
  term: 'Σ w_m·MSE(r(F_s), F_m)',
  weight: 1,
  source: 'Zhang et al. 2022, arXiv 2201.00007',
  forms: ['paper'],
});
