import { mimicry } from '../mimicry.ts';

export const nst = mimicry({
  label: 'Neuron selectivity (NST)',
  acronym: 'NST',
  term: 'MMD²(F_s, F_t)',
  weight: 50,
  source: 'Huang & Wang 2017, arXiv 1707.01219',
  forms: ['repdistiller', 'mdistiller'],
});
