import { mimicry } from '../mimicry.ts';

export const ofa = mimicry({
  label: 'Stages to logits (OFA)',
  acronym: 'OFA',
  term: 'OFA(r(F_s), p_t)',
  weight: 1,
  source: 'Hao et al. 2023, arXiv 2310.19444',
  forms: ['paper'],
  anyTeacher: true,
});
