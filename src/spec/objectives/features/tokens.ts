import { mimicry } from '../mimicry.ts';

export const tokens = mimicry({
  label: 'Patches (tokens or pixels)',
  acronym: 'Patches',
  term: 'MSE(r(F_s), F_t)',
  weight: 1,
  source: 'Yang et al. 2022, arXiv 2209.02432',
  forms: ['paper'],
});
