/**
 * A plain convolutional network: three times convolution, batch norm, ReLU, each halving the picture. About 24,000
 * parameters for 10 classes and 0.7 million multiply-adds at 32×32, a sixtieth of ResNet-20's.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Architecture } from '../../spec/network/architecture.ts';
import { convolvedLength } from '../layers/conv2d.ts';
import { convBatchNorm, convBatchNormSpecs } from '../layers/convBatchNorm.ts';
import { costsAt } from '../layers/layerCost.ts';
import type { Axis } from '../layers/parameters.ts';
import { channelAxis } from './familyOf.ts';
import {
  anySize,
  type FamilyDefinition,
  type Model,
  type ModelOptions,
  type Part,
  widened,
} from './model.ts';
import { chained, headPart, poolingPart } from './parts.ts';
import { type TorchShapes, widthFrom } from './widths.ts';

const steps = { stride: 2, padding: 1, activation: 'relu' } as const;
const names = (stage: number) => ({ conv: `conv${stage}`, norm: `bn${stage}` });

export const cnn: FamilyDefinition = { channels, network, optionsOf, rectifier: 'relu' };

const stages = [1, 2, 3];

function channels({ width }: ModelOptions) {
  return Object.fromEntries(stages.map((stage) => [names(stage).conv, widened(8 * 2 ** stage, width)]));
}

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

function network(architecture: Architecture): Model {
  const { classes, imageSize } = architecture;
  const parts: Part[] = [];
  let size = imageSize;
  let inChannels: Axis = 3;
  for (const i of stages) {
    const outChannels = channelAxis(architecture, names(i).conv);
    const before = size;
    size = convolvedLength(size, 3, steps);
    const stage = `layer${i}`;
    const parameters = convBatchNormSpecs(names(i), {
      kernel: 3,
      stride: steps.stride,
      inChannels,
      outChannels,
    });
    parts.push({
      name: stage,
      stage,
      parameters,
      layers: costsAt(size, parameters, before),
      taps: [stage],
      run: (weights, x, context) => convBatchNorm(weights, names(i), x as Tensor4D, steps, context),
    });
    inChannels = outChannels;
  }
  parts.push(poolingPart('layer3'), headPart('linear', inChannels, classes));
  return chained(parts, { classes });
}
