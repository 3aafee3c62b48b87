/**
 * A plain convolutional network: three times convolution, batch norm, ReLU, each halving the picture. About 24,000
 * parameters for 10 classes and 0.7 million multiply-adds at 32×32, a sixtieth of ResNet-20's.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { convolvedLength } from '../layers/conv2d.ts';
import { convBatchNorm, convBatchNormSpecs } from '../layers/convBatchNorm.ts';
import { anySize, type Model, type ModelFamily, type ModelOptions, type Part, widened } from './model.ts';
import { chained, headPart, poolingPart } from './parts.ts';
import { type TorchShapes, widthFrom } from './widths.ts';

const steps = { stride: 2, padding: 1, activation: 'relu' } as const;
const names = (stage: number) => ({ conv: `conv${stage}`, norm: `bn${stage}` });

export const cnn: ModelFamily = { label: 'Plain CNN', build, optionsOf };

function optionsOf(shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get('linear.weight')?.[0];
  const width = widthFrom(shapes, [
    { key: 'linear.weight', axis: 1, channels: 64 },
    { key: 'conv2.weight', axis: 0, channels: 32 },
    { key: 'conv1.weight', axis: 0, channels: 16 },
  ]);
  if (!classes || width === undefined || !shapes.has('conv2.weight')) return [];
  return [{ classes, width, imageSize: anySize }];
}

function build({ classes, imageSize, width }: ModelOptions): Model {
  const channels = [16, 32, 64].map((count) => widened(count, width));
  const parts: Part[] = [];
  let multiplyAdds = 0;
  let size = imageSize;
  let inChannels = 3;
  for (const [i, outChannels] of channels.entries()) {
    size = convolvedLength(size, 3, steps);
    multiplyAdds += size * size * 9 * inChannels * outChannels;
    const stage = `layer${i + 1}`;
    parts.push({
      name: stage,
      stage,
      parameters: convBatchNormSpecs(names(i + 1), {
        kernel: 3,
        stride: steps.stride,
        inChannels,
        outChannels,
      }),
      taps: [stage],
      run: (weights, x, context) => convBatchNorm(weights, names(i + 1), x as Tensor4D, steps, context),
    });
    inChannels = outChannels;
  }
  parts.push(poolingPart('layer3'), headPart('linear', inChannels, classes));
  multiplyAdds += inChannels * classes;

  return chained(parts, { classes, multiplyAdds });
}
