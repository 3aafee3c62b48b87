import { mimicry } from '../mimicry.ts';

export const ofd = mimicry({
  label: 'Overhauled features (OFD)',
  acronym: 'OFD',
  term: 'OFD(r(F_s), F_t)',
  weight: 0.001,
  source: 'Heo et al. 2019, arXiv 1904.01866',
  forms: ['mdistiller'],
});
