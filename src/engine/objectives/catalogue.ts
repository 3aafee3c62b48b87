/**
 * The implementation of every similarity that `spec/objectives/` declares.
 */
import type { SimilarityName } from '../../spec/choices.ts';
import { dist } from './dist.ts';
import { decoupled } from './dkd.ts';
import { fitnet } from './fitnet.ts';
import { klDivergence } from './klDivergence.ts';
import { meanSquaredError } from './meanSquaredError.ts';
import { onLogits } from './onLogits.ts';
import { standardisedKl } from './standardisedKl.ts';
import type { Objective } from './term.ts';

export const similarities = {
  kl: onLogits(klDivergence, 'kl'),
  mse: onLogits(meanSquaredError, 'mse'),
  dkd: onLogits(decoupled),
  dist: onLogits(dist),
  'standardised-kl': onLogits(standardisedKl),
  fitnet,
} satisfies Record<SimilarityName, Objective>;
