/**
 * What each stage of a recipe does, by its kind.
 */
import type { StageKind, StageSpec } from '../../spec/recipe/stages.ts';
import { distilStage } from './distilStage.ts';
import { factoriseStage } from './factoriseStage.ts';
import { pruneStage } from './pruneStage.ts';
import { qatStage } from './qatStage.ts';
import { quantiseStage } from './quantiseStage.ts';
import { reinitialiseStage } from './reinitialiseStage.ts';
import { shareStage } from './shareStage.ts';
import { depthStage } from './sparsity/depthStage.ts';
import { regulariseStage } from './sparsity/regulariseStage.ts';
import { sparsifyStage } from './sparsity/sparsifyStage.ts';
import type { Stage } from './stage.ts';
import { teachStage } from './taught/teachStage.ts';

export const stageCatalogue: {
  readonly [Kind in StageKind]: Stage<Extract<StageSpec, { readonly kind: Kind }>>;
} = {
  distil: distilStage,
  prune: pruneStage,
  quantise: quantiseStage,
  sparsify: sparsifyStage,
  depth: depthStage,
  regularise: regulariseStage,
  qat: qatStage,
  share: shareStage,
  factorise: factoriseStage,
  reinitialise: reinitialiseStage,
  teach: teachStage,
};
