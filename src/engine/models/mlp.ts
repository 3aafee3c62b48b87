/**
 * A multilayer perceptron on a reduced picture: what a network without convolutions makes of it.
 *
 * The picture is averaged over squares until it is at most 16×16, then flattened channel by channel, as PyTorch's
 * `flatten(1)` of [B, C, H, W] does, so that weights mean the same there and here.
 */
import { avgPool, relu, reshape, type Tensor2D, type Tensor4D, transpose } from '@tensorflow/tfjs-core';
import { linear, linearSpecs } from '../layers/linear.ts';
import { type Model, type ModelFamily, type ModelOptions, widened } from './model.ts';
import { chained, headPart } from './parts.ts';
import { type TorchShapes, widthFrom } from './widths.ts';

/** The longest side that is fed to the first layer. */
const longestSide = 16;

export const mlp: ModelFamily = { label: 'MLP', build, optionsOf };

/** The first layer fixes the sides of the picture that it reads. */
function optionsOf(shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get('linear.weight')?.[0];
  const inputs = shapes.get('fc1.weight')?.[1];
  const width = widthFrom(shapes, [{ key: 'fc1.weight', axis: 0, channels: 64 }]);
  const imageSize = Math.round(Math.sqrt((inputs ?? 0) / 3));
  if (!classes || width === undefined || imageSize < 1 || imageSize > longestSide) return [];
  return [{ classes, width, imageSize }];
}

function build({ classes, imageSize, width }: ModelOptions): Model {
  // Squares of `window` pixels; where it does not divide the size, the last pixels of each row and column are left out.
  const window = Math.ceil(imageSize / longestSide);
  const side = Math.floor(imageSize / window);
  const inputs = side * side * 3;
  const hidden = widened(64, width);
  const multiplyAdds = inputs * hidden + hidden * hidden + hidden * classes;
  return chained(
    [
      {
        name: 'fc1',
        stage: 'layer1',
        parameters: linearSpecs('fc1', inputs, hidden),
        taps: ['layer1'],
        run: (weights, x, context) =>
          relu(linear(weights, 'fc1', flattened(x as Tensor4D, window, inputs), context)),
      },
      {
        name: 'fc2',
        stage: 'layer2',
        parameters: linearSpecs('fc2', hidden, hidden),
        taps: ['layer2', 'features'],
        run: (weights, x, context) => relu(linear(weights, 'fc2', x as Tensor2D, context)),
      },
      headPart('linear', hidden, classes),
    ],
    { classes, multiplyAdds },
  );
}

/** [B, S, S, 3] → [B, inputs] */
function flattened(images: Tensor4D, window: number, inputs: number): Tensor2D {
  const reduced = window === 1 ? images : avgPool(images, window, window, 'valid');
  return reshape(transpose(reduced, [0, 3, 1, 2]), [images.shape[0], inputs]);
}
