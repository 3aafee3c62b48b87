import { mimicry } from '../mimicry.ts';

export const pkt = mimicry({
  label: 'Probabilities of neighbours (PKT)',
  acronym: 'PKT',
  term: 'PKT(f_s, f_t)',
  weight: 30_000,
  source: 'Passalis & Tefas 2018, ECCV',
  forms: ['repdistiller', 'mdistiller', 'torchdistill'],
});
