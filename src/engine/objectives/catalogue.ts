/**
 * The implementation of every similarity that `spec/objectives/` declares.
 */
import type { SimilarityName } from '../../spec/choices.ts';
import { dist } from './dist.ts';
import { decoupled } from './dkd.ts';
import { klDivergence } from './klDivergence.ts';
import { meanSquaredError } from './meanSquaredError.ts';
import type { Objective } from './objective.ts';
import { standardisedKl } from './standardisedKl.ts';

export const similarities = {
  kl: klDivergence,
  mse: meanSquaredError,
  dkd: decoupled,
  dist,
  'standardised-kl': standardisedKl,
} satisfies Record<SimilarityName, Objective>;
