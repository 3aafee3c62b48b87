import { mimicry } from '../mimicry.ts';

export const at = mimicry({
  label: 'Attention maps (AT)',
  acronym: 'AT',
  term: 'AT(F_s, F_t)',
  weight: 1000,
  source: 'Zagoruyko & Komodakis 2017, arXiv 1612.03928',
  forms: ['repdistiller', 'mdistiller', 'torchdistill', 'kd-lib', 'paper'],
});
