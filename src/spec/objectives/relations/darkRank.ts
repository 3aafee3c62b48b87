import { mimicry } from '../mimicry.ts';

export const darkRank = mimicry({
  label: 'Order of neighbours (DarkRank)',
  acronym: 'DarkRank',
  term: 'DarkRank(f_s, f_t)',
  weight: 1,
  source: 'Chen et al. 2018, arXiv 1707.01220',
  forms: ['paper'],
});
