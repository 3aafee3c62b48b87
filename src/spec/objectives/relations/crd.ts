import { mimicry } from '../mimicry.ts';

export const crd = mimicry({
  label: 'Contrast within a batch (CRD)',
  acronym: 'CRD',
  term: 'CRD(r(f_s), q(f_t))',
  weight: 0.8,
  source: 'Tian et al. 2020, arXiv 1910.10699',
  forms: ['paper'],
});
