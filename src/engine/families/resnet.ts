/**
 * The residual networks for photographs of He et al. 2015 (arXiv 1512.03385, table 1), equal to torchvision's key for key:
 * a 7×7 stem and a 3×3 max pool, four stages with 64, 128, 256 and 512 channels, and a 1×1 convolution as shortcut where the
 * shape changes. Bottleneck blocks end with four times their channels and, as torchvision's, take their stride in
 * the 3×3 convolution.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Architecture } from '../../spec/network/architecture.ts';
import { convolvedLength, paddingOf } from '../layers/conv2d.ts';
import { type ConvBatchNormNames, convBatchNorm, convBatchNormSpecs } from '../layers/convBatchNorm.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import { bent } from '../layers/kinks.ts';
import { costsAt } from '../layers/layerCost.ts';
import type { ChannelAxis, Parameters } from '../layers/parameters.ts';
import { channelAxis, endsOfStages, isGone } from './familyOf.ts';
import {
  anySize,
  type FamilyDefinition,
  type Model,
  type ModelOptions,
  type Part,
  type PublishedModules,
  widened,
} from './model.ts';
import { chained, headPart, poolingPart } from './parts.ts';
import { type TorchShapes, widthFrom } from './widths.ts';

/** Blocks in each of the four stages, and whether they are bottlenecks. */
interface Depth {
  readonly blocks: readonly [number, number, number, number];
  readonly bottleneck: boolean;
}

const depths = {
  18: { blocks: [2, 2, 2, 2], bottleneck: false },
  34: { blocks: [3, 4, 6, 3], bottleneck: false },
  50: { blocks: [3, 4, 6, 3], bottleneck: true },
  101: { blocks: [3, 4, 23, 3], bottleneck: true },
} as const satisfies Record<number, Depth>;

/** One convolution of a block, with its batch norm. */
interface Step extends ConvBatchNormNames {
  readonly kernel: 1 | 3;
  readonly inChannels: ChannelAxis;
  readonly outChannels: ChannelAxis;
  readonly stride: 1 | 2;
}

interface Block {
  /** Each followed by ReLU, the last one after the shortcut was added. */
  readonly steps: readonly Step[];
  readonly downsample: Step | undefined;
  /** `layer1.0` */
  readonly name: string;
  /** `layer1` … `layer4`. */
  readonly stage: string;
}

const stem = { conv: 'conv1', norm: 'bn1' };
const stemSteps = { stride: 2, padding: 3, activation: 'relu' } as const;

export function resnet(depth: keyof typeof depths): FamilyDefinition {
  return {
    channels: ({ width }) => channels(depths[depth], width),
    network: (architecture) => network(depths[depth], architecture),
    blocks: depths[depth].blocks.flatMap((count, s) => blockNames(s, count)),
    optionsOf,
    published,
    rectifier: 'relu',
  };
}

/** As torchvision's modules have it. */
const published = (): PublishedModules => ({
  roots: /^torchvision\.models\.resnet\.ResNet$/,
  activation: 'ReLU',
  modules: [
    { at: (path) => /(^|\.)relu$/.test(path), class: 'ReLU', settings: {} },
    {
      at: (path) => path === 'maxpool',
      class: 'MaxPool2d',
      settings: { kernel_size: 3, stride: 2, padding: 1, dilation: 1, ceil_mode: false },
    },
    { at: (path) => path === 'avgpool', class: 'AdaptiveAvgPool2d', settings: { output_size: 1 } },
  ],
});

function optionsOf(shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get('fc.weight')?.[0];
  const width = widthFrom(
    shapes,
    [512, 256, 128, 64].map((channels, i) => ({ key: `layer${4 - i}.0.conv1.weight`, axis: 0, channels })),
  );
  if (!classes || width === undefined || !shapes.has('layer4.0.conv1.weight')) return [];
  return [{ classes, width, imageSize: anySize }];
}

const streamOf = (s: number) => `layer${s + 1}`;
const blockNames = (s: number, count: number) =>
  Array.from({ length: count }, (_, b) => `${streamOf(s)}.${b}`);

/** The stem gives the first stream, unless the first block puts a projection between. */
const stemSpace = ({ bottleneck }: Depth) => (bottleneck ? stem.conv : streamOf(0));

/** The spaces between a block's convolutions. */
const hiddenOf = ({ bottleneck }: Depth, name: string) =>
  bottleneck ? [`${name}.hidden1`, `${name}.hidden2`] : [`${name}.hidden`];

function channels(depth: Depth, width: number): Readonly<Record<string, number>> {
  const stages = depth.blocks.map((count, s) => {
    const planes = widened(64 * 2 ** s, width);
    const hidden = blockNames(s, count).flatMap((name) => hiddenOf(depth, name));
    return Object.fromEntries([
      [streamOf(s), planes * (depth.bottleneck ? 4 : 1)],
      ...hidden.map((space) => [space, planes]),
    ]);
  });
  return Object.assign({ [stemSpace(depth)]: widened(64, width) }, ...stages);
}

function network(depth: Depth, architecture: Architecture): Model {
  const { classes, imageSize } = architecture;
  const stemChannels = channelAxis(architecture, stemSpace(depth));
  const blocks = blocksOf(depth, architecture);
  const features = channelAxis(architecture, streamOf(depth.blocks.length - 1));
  let size = convolvedLength(imageSize, 7, stemSteps);
  const stemSpecs = convBatchNormSpecs(stem, {
    kernel: 7,
    stride: stemSteps.stride,
    inChannels: 3,
    outChannels: stemChannels,
  });
  const parts: Part[] = [
    {
      name: stem.conv,
      stage: stem.conv,
      parameters: stemSpecs,
      layers: costsAt(size, stemSpecs, imageSize),
      run: (weights, images, context) => {
        const x = convBatchNorm(weights, stem, images as Tensor4D, stemSteps, context);
        // After ReLU nothing is below the zeros that pad it.
        return bent('maxPool', stem.conv, x, context);
      },
    },
  ];
  size = convolvedLength(size, 3, { stride: 2, padding: 1 });
  const ends = endsOfStages(blocks);
  for (const [i, block] of blocks.entries()) {
    const { steps, downsample } = block;
    const before = size;
    const placed = steps.map((step) => {
      const specs = convBatchNormSpecs(step, step);
      const from = size;
      size = convolvedLength(size, step.kernel, { stride: step.stride, padding: paddingOf(step.kernel) });
      return { specs, size, from };
    });
    if (downsample) {
      const specs = convBatchNormSpecs(downsample, downsample);
      placed.push({
        ...{ specs, from: before },
        size: convolvedLength(before, 1, { stride: downsample.stride, padding: 0 }),
      });
    }
    parts.push({
      name: block.name,
      stage: block.stage,
      parameters: placed.flatMap(({ specs }) => specs),
      layers: placed.flatMap((one) => costsAt(one.size, one.specs, one.from)),
      ...(ends.has(i) ? { taps: [block.stage] } : {}),
      skips: !downsample,
      run: (weights, x, context) => residual(weights, block, x as Tensor4D, context),
    });
  }
  parts.push(poolingPart('layer4'), headPart('fc', features, classes));

  return chained(parts, { classes });
}

function blocksOf(depth: Depth, architecture: Architecture): readonly Block[] {
  const { bottleneck } = depth;
  const blocks: Block[] = [];
  let inChannels = channelAxis(architecture, stemSpace(depth));
  for (const [s, count] of depth.blocks.entries()) {
    const stage = streamOf(s);
    const outChannels = channelAxis(architecture, stage);
    for (const [b, name] of blockNames(s, count).entries()) {
      const stride = s > 0 && b === 0 ? 2 : 1;
      if (isGone(architecture, name, inChannels.space === outChannels.space)) continue;
      const [first, second = first] = hiddenOf(depth, name).map((space) => channelAxis(architecture, space));
      if (!first || !second) throw new Error('a block has channels inside');
      const step = (i: number, kernel: 1 | 3, from: ChannelAxis, to: ChannelAxis, by: 1 | 2): Step => ({
        conv: `${name}.conv${i}`,
        norm: `${name}.bn${i}`,
        ...{ kernel, inChannels: from, outChannels: to, stride: by },
      });
      blocks.push({
        steps: bottleneck
          ? [
              step(1, 1, inChannels, first, 1),
              step(2, 3, first, second, stride),
              step(3, 1, second, outChannels, 1),
            ]
          : [step(1, 3, inChannels, first, stride), step(2, 3, first, outChannels, 1)],
        downsample:
          inChannels.space !== outChannels.space
            ? {
                conv: `${name}.downsample.0`,
                norm: `${name}.downsample.1`,
                ...{ kernel: 1, inChannels, outChannels, stride },
              }
            : undefined,
        ...{ name, stage },
      });
      inChannels = outChannels;
    }
  }
  return blocks;
}

/** relu(F(x) + shortcut(x)); [B, H, W, in] → [B, ⌈H/stride⌉, ⌈W/stride⌉, out]. */
function residual(
  weights: Parameters,
  { steps, downsample }: Block,
  x: Tensor4D,
  context: ForwardContext,
): Tensor4D {
  const passed = downsample
    ? convBatchNorm(
        weights,
        downsample,
        x,
        { stride: downsample.stride, padding: 0, activation: 'linear' },
        context,
      )
    : x;
  return steps.reduce((hidden, step, i) => {
    const after = { stride: step.stride, padding: paddingOf(step.kernel), activation: 'relu' } as const;
    const options = i === steps.length - 1 ? { ...after, residual: passed } : after;
    return convBatchNorm(weights, step, hidden, options, context);
  }, x);
}
