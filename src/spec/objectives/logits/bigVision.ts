import { declare, type ObjectiveDeclaration } from '../../declare.ts';

const source = 'Beyer et al. 2022, arXiv 2106.05237';

export const smoothedHard = declare({
  label: 'Likeliest class, smoothed',
  term: 'KL(argmax_ε z_t ‖ p_s)',
  ...{ source, fields: [] },
}) satisfies ObjectiveDeclaration;

export const euclidean = declare({
  label: 'Euclidean distance of logits',
  term: '‖z_s − z_t‖',
  ...{ source, fields: [] },
}) satisfies ObjectiveDeclaration;

export const logEuclidean = declare({
  label: 'Euclidean distance of log p',
  term: '‖log p_s − log p_t‖',
  ...{ source, fields: [] },
}) satisfies ObjectiveDeclaration;
