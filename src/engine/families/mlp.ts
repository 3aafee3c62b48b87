/**
 * A multilayer perceptron on a reduced picture: what a network without convolutions makes of it.
 *
 * The picture is averaged over squares until it is at most 16×16, then flattened channel by channel, as PyTorch's
 * `flatten(1)` of [B, C, H, W] does, so that weights mean the same there and here.
 */
import { avgPool, reshape, type Tensor2D, type Tensor4D, transpose } from '@tensorflow/tfjs-core';
import type { Architecture } from '../../spec/network/architecture.ts';
import { bent } from '../layers/kinks.ts';
import { costsAt } from '../layers/layerCost.ts';
import { linear, linearSpecs } from '../layers/linear.ts';
import { channelAxis } from './familyOf.ts';
import { type FamilyDefinition, type Model, type ModelOptions, widened } from './model.ts';
import { chained, headPart } from './parts.ts';
import { type TorchShapes, widthFrom } from './widths.ts';

/** The longest side that is fed to the first layer. */
const longestSide = 16;

const channels = ({ width }: ModelOptions) => ({ fc1: widened(64, width), fc2: widened(64, width) });

export const mlp: FamilyDefinition = { channels, network, optionsOf, rectifier: 'relu', oneSize: true };

/** The first layer fixes the sides of the picture that it reads. */
function optionsOf(shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get('linear.weight')?.[0];
  const inputs = shapes.get('fc1.weight')?.[1];
  const width = widthFrom(shapes, [{ key: 'fc1.weight', axis: 0, channels: 64 }]);
  const imageSize = Math.round(Math.sqrt((inputs ?? 0) / 3));
  if (!classes || width === undefined || imageSize < 1 || imageSize > longestSide) return [];
  return [{ classes, width, imageSize }];
}

/** Squares of `window` pixels; where it does not divide the size, the last pixels of each row and column are left out. */
export function pictureOf(imageSize: number): { readonly window: number; readonly side: number } {
  const window = Math.ceil(imageSize / longestSide);
  return { window, side: Math.floor(imageSize / window) };
}

function network(architecture: Architecture): Model {
  const { classes, imageSize } = architecture;
  const { window, side } = pictureOf(imageSize);
  const inputs = side * side * 3;
  const [first, second] = [channelAxis(architecture, 'fc1'), channelAxis(architecture, 'fc2')];
  const [firstSpecs, secondSpecs] = [linearSpecs('fc1', inputs, first), linearSpecs('fc2', first, second)];
  return chained(
    [
      {
        name: 'fc1',
        stage: 'layer1',
        parameters: firstSpecs,
        layers: costsAt(1, firstSpecs),
        taps: ['layer1'],
        run: (weights, x, context) =>
          bent(
            'relu',
            'fc1',
            linear(weights, 'fc1', flattened(x as Tensor4D, window, inputs), context),
            context,
          ),
      },
      {
        name: 'fc2',
        stage: 'layer2',
        parameters: secondSpecs,
        layers: costsAt(1, secondSpecs),
        taps: ['layer2', 'features'],
        run: (weights, x, context) =>
          bent('relu', 'fc2', linear(weights, 'fc2', x as Tensor2D, context), context),
      },
      headPart('linear', second, classes),
    ],
    { classes },
  );
}

/** [B, S, S, 3] → [B, inputs] */
function flattened(images: Tensor4D, window: number, inputs: number): Tensor2D {
  const reduced = window === 1 ? images : avgPool(images, window, window, 'valid');
  return reshape(transpose(reduced, [0, 3, 1, 2]), [images.shape[0], inputs]);
}
