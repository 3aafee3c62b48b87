/**
 * ConvNeXt (Liu et al. 2022, arXiv 2201.03545), equal to torchvision's key for key: blocks of a 7×7 depthwise convolution, layer norm, and
 * two fully connected layers at each pixel with GELU between them, whose result is scaled channel by channel and added to the input;
 * between stages a norm and a 2×2 convolution that halves the size. In training, branches are left out as torchvision's `StochasticDepth`
 * does, where a rate is asked for.
 *
 * `cifar` is the same for images of 32 pixels: a stem of 2×2 and three stages; scales begin at 1, as few epochs would not move them far from
 * the published 1e-6.
 */
import { add, mul, reshape, type Tensor, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import { requireImageSize } from '../../spec/families/imageSizes.ts';
import type { Architecture } from '../../spec/network/architecture.ts';
import { conv2dBias, convBiasSpecs } from '../layers/biased/conv2dBias.ts';
import { depthwiseBias, depthwiseBiasSpecs } from '../layers/biased/depthwiseBias.ts';
import { linearMap } from '../layers/biased/linearMap.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import { globalAveragePool } from '../layers/globalAveragePool.ts';
import { costsAt } from '../layers/layerCost.ts';
import { layerNorm, layerNormSpecs } from '../layers/layerNorm.ts';
import { linearSpecs } from '../layers/linear.ts';
import {
  type ChannelAxis,
  named,
  type ParameterSpec,
  type Parameters,
  shaped,
} from '../layers/parameters.ts';
import { dropPath } from '../layers/transformer/dropout.ts';
import { gelu } from '../ops/gelu/gelu.ts';
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
import { chained, headPart } from './parts.ts';
import { type TorchShapes, widthFrom } from './widths.ts';

export interface ConvnextLayout {
  /** Blocks of each stage, and the channels of its stream. */
  readonly blocks: readonly number[];
  readonly channels: readonly number[];
  /** Height, width and stride of the stem's filter. */
  readonly patch: 2 | 4;
  /** Where the scales of blocks begin. */
  readonly scale: number;
}

const photographs = { patch: 4, scale: 1e-6 } as const;
const narrow = [96, 192, 384, 768];
const layouts = {
  tiny: { ...photographs, blocks: [3, 3, 9, 3], channels: narrow },
  small: { ...photographs, blocks: [3, 3, 27, 3], channels: narrow },
  base: { ...photographs, blocks: [3, 3, 27, 3], channels: [128, 256, 512, 1024] },
  cifar: { patch: 2, scale: 1, blocks: [2, 2, 2], channels: [32, 64, 128] },
} as const satisfies Record<string, ConvnextLayout>;

const [kernel, expansion, epsilon] = [7, 4, 1e-6];

export const convnext = (member: keyof typeof layouts): FamilyDefinition => convnextOf(layouts[member]);

export function convnextOf(layout: ConvnextLayout): FamilyDefinition {
  return {
    channels: ({ width }) => channels(layout, width),
    network: (architecture) => network(layout, architecture),
    blocks: layout.blocks.flatMap((count, s) => blockNames(s, count)),
    optionsOf: (shapes) => optionsOf(layout, shapes),
    published: () => stock,
  };
}

/** As torchvision's modules have it. */
const stock: PublishedModules = {
  roots: /^torchvision\.models\.convnext\.ConvNeXt$/,
  activation: 'GELU',
  modules: [
    {
      at: (path) => /^(features\.(0\.1|[246]\.0|\d+\.\d+\.block\.2)|classifier\.0)$/.test(path),
      settings: { eps: epsilon },
    },
    {
      at: (path) => /^features\.[1357]\.\d+\.block\.4$/.test(path),
      class: 'GELU',
      settings: { approximate: 'none' },
    },
    { at: (path) => /^features\.[1357]\.\d+\.block\.[16]$/.test(path), class: 'Permute', settings: {} },
  ],
};

const streamOf = (s: number) => `features.${2 * s + 1}`;
const betweenOf = (s: number) => `features.${2 * s}`;
const blockNames = (s: number, count: number) =>
  Array.from({ length: count }, (_, b) => `${streamOf(s)}.${b}`);
const hiddenOf = (block: string) => `${block}.hidden`;
const headName = 'classifier.2';

/** Whether a file has the published channels of another with as many blocks. */
const isPublished = (other: ConvnextLayout, layout: ConvnextLayout, shapes: TorchShapes): boolean =>
  other !== layout &&
  other.blocks.join() === layout.blocks.join() &&
  other.channels.every((count, s) => shapes.get(`${streamOf(s)}.0.block.5.weight`)?.[0] === count);

function optionsOf(layout: ConvnextLayout, shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get(`${headName}.weight`)?.[0];
  const [, , side] = shapes.get('features.0.0.weight') ?? [];
  const streams = layout.channels.map((count, s) => ({
    key: `${streamOf(s)}.0.block.5.weight`,
    axis: 0,
    channels: count,
  }));
  const width = widthFrom(shapes, streams.toReversed());
  const isOther = Object.values(layouts).some((other) => isPublished(other, layout, shapes));
  if (!classes || width === undefined || side !== layout.patch || isOther) return [];
  return [{ classes, width, imageSize: anySize }];
}

function channels({ blocks, channels: published }: ConvnextLayout, width: number) {
  const stages = blocks.map((count, s) => {
    const stream = widened(published[s] ?? 1, width);
    const hidden = blockNames(s, count).map((name) => [hiddenOf(name), expansion * stream] as const);
    return Object.fromEntries([[streamOf(s), stream], ...hidden]);
  });
  return Object.assign({}, ...stages) as Readonly<Record<string, number>>;
}

/** The published normal distribution of deviation 0.02, as Kaiming's of this many. */
const wideFan = 2 / 0.02 ** 2;
const published = (specs: readonly ParameterSpec[]): readonly ParameterSpec[] =>
  specs.map((spec) =>
    spec.kind === 'vector' ? spec : { ...spec, initial: { kind: 'kaiming-normal', fan: wideFan } },
  );
/** Filters that stand side by side, without a border. */
const tiled = (specs: readonly ParameterSpec[], side: number): readonly ParameterSpec[] =>
  specs.map((spec) => (spec.steps ? { ...spec, steps: { stride: side, padding: 0 } } : spec));

function network(layout: ConvnextLayout, architecture: Architecture): Model {
  const { classes, imageSize, family } = architecture;
  requireImageSize(family, imageSize);
  const starts = layout.scale < 1 ? published : (specs: readonly ParameterSpec[]) => specs;
  const blocks = blocksOf(layout, architecture);
  const ends = endsOfStages(blocks);
  let size = Math.floor(imageSize / layout.patch);
  const parts: Part[] = [stemPart(layout, channelAxis(architecture, streamOf(0)), imageSize, starts)];
  for (const [s] of layout.blocks.entries()) {
    const stream = channelAxis(architecture, streamOf(s));
    if (s > 0) {
      const before = size;
      size = Math.floor(before / 2);
      parts.push(betweenPart(s, channelAxis(architecture, streamOf(s - 1)), stream, before, starts));
    }
    for (const [i, block] of blocks.entries()) {
      if (block.stage !== `layer${s + 1}`) continue;
      parts.push({
        ...blockPart(block, layout.scale, size, starts),
        ...(ends.has(i) ? { taps: [block.stage] } : {}),
      });
    }
  }
  const last = layout.blocks.length - 1;
  const features = channelAxis(architecture, streamOf(last));
  parts.push(poolingPart(`layer${last + 1}`, features), headPart(headName, features, classes));
  return chained(parts, { classes });
}

type Starts = (specs: readonly ParameterSpec[]) => readonly ParameterSpec[];

function stemPart({ patch }: ConvnextLayout, stream: ChannelAxis, imageSize: number, starts: Starts): Part {
  const conv = { kernel: patch, stride: patch, inChannels: 3, outChannels: stream };
  const specs = tiled(starts(convBiasSpecs('features.0.0', conv)), patch);
  return {
    name: 'features.0',
    stage: 'features.0',
    parameters: [...specs, ...layerNormSpecs('features.0.1', stream)],
    layers: costsAt(Math.floor(imageSize / patch), specs, imageSize),
    run: (weights, images, context) => {
      const x = conv2dBias(
        weights,
        'features.0.0',
        images as Tensor4D,
        { stride: patch, padding: 0 },
        context,
      );
      return layerNorm(weights, 'features.0.1', x, context, epsilon);
    },
  };
}

function betweenPart(s: number, from: ChannelAxis, to: ChannelAxis, before: number, starts: Starts): Part {
  const name = betweenOf(s);
  const conv = { kernel: 2, stride: 2, inChannels: from, outChannels: to };
  const specs = tiled(starts(convBiasSpecs(`${name}.1`, conv)), 2);
  return {
    name,
    stage: `layer${s + 1}`,
    parameters: [...layerNormSpecs(`${name}.0`, from), ...specs],
    layers: costsAt(Math.floor(before / 2), specs, before),
    run: (weights, x, context) => {
      const normed = layerNorm(weights, `${name}.0`, x as Tensor4D, context, epsilon);
      return conv2dBias(weights, `${name}.1`, normed, { stride: 2, padding: 0 }, context);
    },
  };
}

interface Block {
  readonly name: string;
  /** `layer1` … */
  readonly stage: string;
  readonly stream: ChannelAxis;
  readonly hidden: ChannelAxis;
  /** From 0 at the first to 1 at the last, see `dropPath`. */
  readonly depth: number;
}

function blockPart(
  { name, stage, stream, hidden, depth }: Block,
  scale: number,
  size: number,
  starts: Starts,
): Part {
  const depthwise = starts(depthwiseBiasSpecs(`${name}.block.0`, { kernel, channels: stream, stride: 1 }));
  const first = starts(linearSpecs(`${name}.block.3`, stream, hidden));
  const second = starts(linearSpecs(`${name}.block.5`, hidden, stream));
  return {
    ...{ name, stage, skips: true },
    parameters: [
      {
        name: `${name}.layer_scale`,
        kind: 'vector',
        ...shaped([stream, 1, 1]),
        role: 'trainable',
        initial: { kind: 'constant', value: scale },
      },
      ...depthwise,
      ...layerNormSpecs(`${name}.block.2`, stream),
      ...first,
      ...second,
    ],
    layers: costsAt(size, [...depthwise, ...first, ...second]),
    run: (weights, x, context) => block(weights, name, x as Tensor4D, depth, context),
  };
}

/** x + scale·F(x), [B, H, W, C] → [B, H, W, C]. */
function block(
  weights: Parameters,
  name: string,
  x: Tensor4D,
  depth: number,
  context: ForwardContext,
): Tensor4D {
  const steps = { stride: 1, padding: (kernel - 1) / 2 };
  const filtered = depthwiseBias(weights, `${name}.block.0`, x, steps, context);
  const normed = layerNorm(weights, `${name}.block.2`, filtered, context, epsilon);
  const wide = gelu(linearMap(weights, `${name}.block.3`, normed, context));
  const given = linearMap(weights, `${name}.block.5`, wide, context);
  const scale = named<Tensor>(weights, `${name}.layer_scale`);
  return add(x, dropPath(name, mul(given, reshape(scale, [scale.size])), depth, context));
}

/** The mean over the picture, normalised: [B, H, W, C] → [B, C]. */
function poolingPart(stage: string, features: ChannelAxis): Part {
  const name = 'classifier.0';
  return {
    ...{ name: 'pool', stage },
    parameters: layerNormSpecs(name, features),
    taps: ['features'],
    run: (weights, x, context) =>
      layerNorm<Tensor2D>(weights, name, globalAveragePool(x as Tensor4D), context, epsilon),
  };
}

function blocksOf(layout: ConvnextLayout, architecture: Architecture): readonly Block[] {
  const blocks = layout.blocks.flatMap((count, s) =>
    blockNames(s, count)
      .filter((name) => !isGone(architecture, name, true))
      .map((name) => ({
        ...{ name, stage: `layer${s + 1}` },
        stream: channelAxis(architecture, streamOf(s)),
        hidden: channelAxis(architecture, hiddenOf(name)),
      })),
  );
  return blocks.map((block, i) => ({ ...block, depth: i / Math.max(1, blocks.length - 1) }));
}
