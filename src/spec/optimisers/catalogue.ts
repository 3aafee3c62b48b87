/**
 * Every optimiser that an experiment can name. Their implementations stand under the same names in
 * `engine/training/optimizers.ts`.
 */
import type { OptimiserDeclaration } from '../declare.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { sgd } from './sgd.ts';

export const optimisers = {
  sgd,
  adam,
  adamw,
} as const satisfies Record<string, OptimiserDeclaration>;

export type OptimiserName = keyof typeof optimisers;
