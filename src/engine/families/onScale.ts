/**
 * Networks that were trained on other pixels than the lab's: the same chain of parts behind one that brings pixels to their
 * scale. It stands before the first layer instead of being multiplied into its weights, as a border of zeros means another
 * brightness on another scale.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { InputScale } from '../../spec/choices.ts';
import { toScale } from '../layers/inputScale.ts';
import type { Model, Part } from './model.ts';
import { chained } from './parts.ts';

/** The network as a function of the lab's pixels; its parameters stay what they are. */
export function onScale(model: Model, scale: InputScale): Model {
  if (scale === 'imagenet') return model;
  const pixels: Part = {
    name: 'pixels',
    stage: model.parts[0]?.stage ?? 'pixels',
    parameters: [],
    run: (_, images) => toScale(images as Tensor4D, scale),
  };
  return { ...chained([pixels, ...model.parts], model), takes: scale };
}

/** The network as it was before `onScale`, a function of its own pixels. */
export function withoutScale(model: Model): Model {
  const { takes, ...rest } = model;
  return takes === undefined ? model : chained(model.parts.slice(1), rest);
}
