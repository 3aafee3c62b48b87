import { mimicry } from '../mimicry.ts';

export const rkd = mimicry({
  label: 'Distances and angles (RKD)',
  acronym: 'RKD',
  term: 'RKD(f_s, f_t)',
  weight: 1,
  source: 'Park et al. 2019, arXiv 1904.05068',
  forms: ['repdistiller', 'mdistiller', 'torchdistill', 'kd-lib', 'paper'],
});
