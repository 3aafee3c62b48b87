/**
 * Losses of patches: tokens of transformers where they were in the picture, pixels of maps otherwise, so that either may teach the other.
 */
import { matMul, reshape, type Scalar, type Tensor3D, type Tensor4D } from '@tensorflow/tfjs-core';
import { onFeatures, overStages } from '../onFeatures.ts';
import { fixed, normalised, squaredError } from '../primitives.ts';
import { stages } from '../taps.ts';
import type { Objective } from '../term.ts';
import { adapterConv, adapterConvSpecs } from './adapters.ts';
import { sameSize } from './sameSize.ts';

/**
 * Σ over stages of MSE(W·F_s + b, F_t), a linear layer for each stage. Of transformers it is the mimicking of ViTKD, Yang et al. 2022,
 * arXiv 2209.02432, section 3.2, for all stages; its generation of masked patches is not here.
 */
export const tokens: Objective = onFeatures('tokens', stages, ({ name, mine, theirs }) => ({
  parameters: mine.flatMap(({ channels }, i) => {
    const shape = { kernel: 1, inChannels: channels, outChannels: theirs[i]?.channels ?? channels };
    return adapterConvSpecs(`${name}.${i}`, shape);
  }),
  value: (s, t, own) =>
    overStages<Tensor4D>(s, t, (one, other, i) => {
      const [sized, target] = sameSize(one, other);
      return squaredError(adapterConv(own, `${name}.${i}`, sized), target);
    }),
}));

/**
 * Mean (M_s − M_t)², M the cosines of every two patches of an image, [B, N, N]: numbers of channels need not agree.
 * Hao et al. 2022, arXiv 2107.01378, the part within an image.
 *
 * @param student [B, H, W, C]
 * @param teacher [B, H', W', C']; the larger map is averaged to the other's size
 */
export function patchManifold(student: Tensor4D, teacher: Tensor4D): Scalar {
  const [mine, theirs] = sameSize(student, teacher);
  const cosines = (map: Tensor4D): Tensor3D => {
    const [batch, height, width, channels] = map.shape;
    const patches = normalised(reshape(map, [batch, height * width, channels]), 2);
    return matMul(patches, patches, false, true);
  };
  return squaredError(
    cosines(mine),
    fixed([theirs], () => cosines(theirs)),
  );
}

export const manifold: Objective = onFeatures('manifold', stages, () => ({
  value: (mine, theirs) => overStages(mine, theirs, patchManifold),
}));
