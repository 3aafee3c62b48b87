import { mimicry } from '../mimicry.ts';

export const attention = mimicry({
  label: 'Attention of the last block (ViT)',
  acronym: 'Attention',
  term: 'D(A_s, A_t)',
  weight: 1,
  source: 'Wang et al. 2020, arXiv 2002.10957',
  forms: ['row-kl', 'squared-error'],
});

export const cls = mimicry({
  label: 'Class tokens',
  acronym: 'CLS',
  term: 'MSE(r(c_s), c_t)',
  weight: 1,
  source: 'Touvron et al. 2021, arXiv 2012.12877',
  forms: ['paper'],
});
