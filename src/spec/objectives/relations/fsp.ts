import { mimicry } from '../mimicry.ts';

export const fsp = mimicry({
  label: 'Flow between stages (FSP)',
  acronym: 'FSP',
  term: '‖G_s − G_t‖²',
  weight: 50,
  source: 'Yim et al. 2017, CVPR',
  forms: ['repdistiller', 'torchdistill'],
});
