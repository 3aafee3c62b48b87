import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const mse = declare({
  label: 'MSE on logits',
  term: 'MSE(z_s, z_t)',
  source: 'Ba & Caruana 2014, arXiv 1312.6184',
  fields: [],
}) satisfies ObjectiveDeclaration;
