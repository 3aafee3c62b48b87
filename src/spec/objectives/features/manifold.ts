import { mimicry } from '../mimicry.ts';

export const manifold = mimicry({
  label: 'Manifold of patches',
  acronym: 'Manifold',
  term: '‖M_s − M_t‖²',
  weight: 1,
  source: 'Hao et al. 2022, arXiv 2107.01378',
  forms: ['paper'],
});
