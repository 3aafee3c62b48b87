/**
 * mdistiller's regressor of FitNets: it brings the student's map to the teacher's size as well, and ends in batch norm and ReLU.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ParameterSpec, Parameters } from '../../layers/parameters.ts';
import type { FeatureMap } from '../maps.ts';
import { adapterConv, adapterConvSpecs, adapterNorm, adapterNormSpecs } from './adapters.ts';
import { spreadApart } from './pixelMap.ts';

/** How a map comes to the other's size: filter, step, zeros around, and whether pixels are set apart instead of passed over. */
interface Resizing {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly isEnlarging: boolean;
}

/** Undefined where no such convolution makes the one size of the other. */
export function resizing(mine: FeatureMap, theirs: FeatureMap): Resizing | undefined {
  const both = (holds: (s: number, t: number) => boolean) =>
    holds(mine.height, theirs.height) && holds(mine.width, theirs.width);
  if (both((s, t) => s === 2 * t)) return { kernel: 3, stride: 2, padding: 1, isEnlarging: false };
  if (both((s, t) => 2 * s === t)) return { kernel: 4, stride: 2, padding: 1, isEnlarging: true };
  const larger = mine.height - theirs.height;
  if (larger !== mine.width - theirs.width || larger < 0) return undefined;
  return { kernel: 1 + larger, stride: 1, padding: 0, isEnlarging: false };
}

export function regressorSpecs(
  name: string,
  mine: FeatureMap,
  theirs: FeatureMap,
  { kernel }: Resizing,
): readonly ParameterSpec[] {
  const [inChannels, outChannels] = [mine.channels, theirs.channels];
  return [
    ...adapterConvSpecs(`${name}.conv`, { kernel, inChannels, outChannels }),
    ...adapterNormSpecs(`${name}.bn`, outChannels),
  ];
}

/**
 * ReLU(BN(conv(x))), the convolution transposed where it enlarges (its filter is kept turned by 180° against torch's `ConvTranspose2d`).
 *
 * @param map [B, H, W, C_s]
 * @returns [B, H_t, W_t, C_t]
 */
export function regressed(
  own: Parameters,
  name: string,
  map: Tensor4D,
  { kernel, stride, padding, isEnlarging }: Resizing,
): Tensor4D {
  const sized = isEnlarging
    ? adapterConv(own, `${name}.conv`, spreadApart(map, stride, kernel - 1 - padding))
    : adapterConv(own, `${name}.conv`, map, { stride, padding });
  return adapterNorm(own, `${name}.bn`, sized, 'relu');
}
