import { mimicry } from '../mimicry.ts';

export const rkdDistance = mimicry({
  label: 'Distances (RKD-D)',
  acronym: 'RKD-D',
  term: 'RKD(f_s, f_t)',
  weight: 25,
  source: 'Park et al. 2019, arXiv 1904.05068',
  forms: ['repdistiller', 'mdistiller', 'torchdistill', 'kd-lib', 'paper'],
});
