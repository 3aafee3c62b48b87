import { mimicry } from '../mimicry.ts';

export const sp = mimicry({
  label: 'Similar pairs (SP)',
  acronym: 'SP',
  term: '‖G_s − G_t‖²',
  weight: 3000,
  source: 'Tung & Mori 2019, arXiv 1907.09682',
  forms: ['repdistiller', 'mdistiller', 'torchdistill', 'paper'],
});
