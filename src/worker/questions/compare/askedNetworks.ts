/**
 * Which kept networks were asked about the open images, and what they answered.
 */
import type { ImageSet } from '../../../base/imageSet.ts';
import type { ImagePredictions } from '../../../protocol/imagePredictions.ts';

export interface AskedNetworks {
  /** By the network's id, of these images; the one that was asked longest ago comes first. */
  readonly kept: Map<
    string,
    { readonly validation: ImageSet; readonly predictions: Promise<ImagePredictions> }
  >;
  /** The last two that were asked for, or all that were asked for at once. */
  wanted: readonly string[];
  /** Networks are asked one after the other. */
  last: Promise<unknown>;
}

export const createAskedNetworks = (): AskedNetworks => ({
  kept: new Map(),
  wanted: [],
  last: Promise.resolve(),
});
