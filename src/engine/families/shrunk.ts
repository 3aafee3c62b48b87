/**
 * A model that sees its images smaller than they come: each pixel the mean of a square of theirs.
 */
import { avgPool, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Model } from './model.ts';
import { chained } from './parts.ts';

/**
 * @param model for images of `to` pixels.
 * @param from height and width of the images that come, a whole multiple of `to`.
 * @returns the same function over the same parameters.
 */
export function shrunk(model: Model, from: number, to: number): Model {
  const factor = from / to;
  if (!Number.isInteger(factor)) throw new RangeError(`${from} is no multiple of ${to}`);
  if (factor === 1) return model;
  return chained(
    [
      {
        name: 'shrink',
        stage: 'shrink',
        parameters: [],
        run: (_, images) => avgPool(images as Tensor4D, factor, factor, 'valid'),
      },
      ...model.parts,
    ],
    model,
  );
}
