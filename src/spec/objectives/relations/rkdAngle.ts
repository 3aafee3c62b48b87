import { mimicry } from '../mimicry.ts';

export const rkdAngle = mimicry({
  label: 'Angles (RKD-A)',
  acronym: 'RKD-A',
  term: 'RKD(f_s, f_t)',
  weight: 50,
  source: 'Park et al. 2019, arXiv 1904.05068',
  forms: ['repdistiller', 'mdistiller', 'torchdistill', 'kd-lib', 'paper'],
});
