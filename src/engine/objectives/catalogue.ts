/**
 * Every similarity that an experiment can name.
 */
import type { SimilarityName } from '../../shared/choices.ts';
import { dist } from './dist.ts';
import { decoupled } from './dkd.ts';
import { klDivergence } from './klDivergence.ts';
import { meanSquaredError } from './meanSquaredError.ts';
import type { Objective } from './objective.ts';
import { standardisedKl } from './standardisedKl.ts';

export const similarities: Readonly<Record<SimilarityName, Objective>> = {
  kl: klDivergence,
  mse: meanSquaredError,
  dkd: decoupled,
  dist,
  'standardised-kl': standardisedKl,
};
