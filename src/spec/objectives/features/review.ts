import { mimicry } from '../mimicry.ts';

export const review = mimicry({
  label: 'Knowledge review (ReviewKD)',
  acronym: 'ReviewKD',
  term: 'HCL(r(F_s), F_t)',
  weight: 1,
  source: 'Chen et al. 2021, arXiv 2104.09044',
  forms: ['paper', 'mdistiller'],
});
