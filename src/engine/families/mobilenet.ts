/**
 * A small network of depthwise separable convolutions in the spirit of MobileNet (Howard et al. 2017, arXiv 1704.04861):
 * a 3×3 convolution, then blocks of a 3×3 filter for each channel and a 1×1 convolution that mixes them, each
 * followed by batch norm and ReLU. Widths and strides are for pictures of 32 to 96 pixels: 55,000 parameters for 10 classes and
 * 4 million multiply-adds at 32×32, a tenth of ResNet-20's. Names are those of kuangliu/pytorch-cifar's MobileNet.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Architecture } from '../../spec/network/architecture.ts';
import { convolvedLength } from '../layers/conv2d.ts';
import { convBatchNorm, convBatchNormSpecs } from '../layers/convBatchNorm.ts';
import { depthwiseBatchNorm, depthwiseBatchNormSpecs } from '../layers/depthwiseBatchNorm.ts';
import { costsAt } from '../layers/layerCost.ts';
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

const stemChannels = 16;
/** `endsStage`: the last block at its size, tapped as `layer1`, `layer2`, …. */
const blocks = [
  { outChannels: 32, stride: 1, endsStage: true },
  { outChannels: 64, stride: 2, endsStage: false },
  { outChannels: 64, stride: 1, endsStage: true },
  { outChannels: 128, stride: 2, endsStage: true },
  { outChannels: 128, stride: 2, endsStage: false },
  { outChannels: 128, stride: 1, endsStage: true },
] as const;

const stem = { conv: 'conv1', norm: 'bn1' };
const depthwise = (block: number) => ({ conv: `layers.${block}.conv1`, norm: `layers.${block}.bn1` });
const pointwise = (block: number) => ({ conv: `layers.${block}.conv2`, norm: `layers.${block}.bn2` });
const around = { padding: 1, activation: 'relu' } as const;
const mixing = { stride: 1, padding: 0, activation: 'relu' } as const;

/** The space of what a block gives. */
const spaceOf = (block: number) => `layers.${block}`;

export const mobilenet: FamilyDefinition = { channels, network, optionsOf, rectifier: 'relu' };

function channels({ width }: ModelOptions) {
  return {
    conv1: widened(stemChannels, width),
    ...Object.fromEntries(
      blocks.map(({ outChannels }, i) => [spaceOf(i), widened(outChannels, width)] as const),
    ),
  };
}

function optionsOf(shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get('linear.weight')?.[0];
  const width = widthFrom(shapes, [
    { key: 'linear.weight', axis: 1, channels: 128 },
    { key: 'layers.1.conv2.weight', axis: 0, channels: 64 },
    { key: 'layers.0.conv2.weight', axis: 0, channels: 32 },
    { key: 'conv1.weight', axis: 0, channels: 16 },
  ]);
  if (!classes || width === undefined || !shapes.has('layers.0.conv1.weight')) return [];
  return [{ classes, width, imageSize: anySize }];
}

function network(architecture: Architecture): Model {
  const { classes, imageSize } = architecture;
  let inChannels = channelAxis(architecture, stem.conv);
  let size = imageSize;
  const stemSpecs = convBatchNormSpecs(stem, {
    kernel: 3,
    stride: 1,
    inChannels: 3,
    outChannels: inChannels,
  });
  const parts: Part[] = [
    {
      name: stem.conv,
      stage: stem.conv,
      parameters: stemSpecs,
      layers: costsAt(size, stemSpecs),
      run: (weights, x, context) =>
        convBatchNorm(weights, stem, x as Tensor4D, { ...around, stride: 1 }, context),
    },
  ];
  let stage = 1;
  for (const [i, block] of blocks.entries()) {
    const outChannels = channelAxis(architecture, spaceOf(i));
    const before = size;
    size = convolvedLength(size, 3, { stride: block.stride, padding: 1 });
    const name = `layer${stage}`;
    const parameters = [
      ...depthwiseBatchNormSpecs(depthwise(i), { kernel: 3, stride: block.stride, channels: inChannels }),
      ...convBatchNormSpecs(pointwise(i), { kernel: 1, stride: 1, inChannels, outChannels }),
    ];
    parts.push({
      name: `layers.${i}`,
      stage: name,
      parameters,
      layers: costsAt(size, parameters, before),
      ...(block.endsStage ? { taps: [name] } : {}),
      run(weights, x, context) {
        const steps = { ...around, stride: block.stride };
        const filtered = depthwiseBatchNorm(weights, depthwise(i), x as Tensor4D, steps, context);
        return convBatchNorm(weights, pointwise(i), filtered, mixing, context);
      },
    });
    if (block.endsStage && i < blocks.length - 1) stage++;
    inChannels = outChannels;
  }
  parts.push(poolingPart(`layer${stage}`), headPart('linear', inChannels, classes));

  return chained(parts, { classes });
}
