/**
 * MobileNetV2 (Sandler et al. 2018, arXiv 1801.04381, table 2), equal to torchvision's key for key: inverted residual blocks
 * that widen with a 1×1 convolution, filter each channel, and narrow again without an activation. Its dropout before
 * the classifier is left out: students here are small and trained briefly.
 */
import { add, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Architecture } from '../../spec/network/architecture.ts';
import { convolvedLength } from '../layers/conv2d.ts';
import { type ConvBatchNormNames, convBatchNorm, convBatchNormSpecs } from '../layers/convBatchNorm.ts';
import { depthwiseBatchNorm, depthwiseBatchNormSpecs } from '../layers/depthwiseBatchNorm.ts';
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
} from './model.ts';
import { chained, headPart, poolingPart } from './parts.ts';
import type { TorchShapes } from './widths.ts';

/** Expansion, channels, repeats and the first one's stride, of each group of blocks. */
const groups = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

interface Block {
  /** `features.1` */
  readonly name: string;
  /** `layer1` …: the blocks of one size. */
  readonly stage: string;
  readonly expand: ConvBatchNormNames | undefined;
  readonly filter: ConvBatchNormNames;
  readonly project: ConvBatchNormNames;
  readonly inChannels: ChannelAxis;
  readonly hidden: ChannelAxis;
  readonly outChannels: ChannelAxis;
  readonly stride: 1 | 2;
}

/** Channels as a multiple of `divisor`, never below nine tenths of what was asked for: torchvision's `_make_divisible`. */
export function divisible(channels: number, divisor: number): number {
  const rounded = Math.max(divisor, Math.floor((channels + divisor / 2) / divisor) * divisor);
  return rounded < 0.9 * channels ? rounded + divisor : rounded;
}

const streamOf = (block: number) => `features.${block}`;
const blockCount = groups.reduce((sum, [, , repeats]) => sum + repeats, 0);

export const mobilenetV2: FamilyDefinition = {
  channels,
  network,
  blocks: Array.from({ length: blockCount }, (_, b) => streamOf(b + 1)),
  optionsOf,
  published,
  rectifier: 'relu6',
};

/** As torchvision's modules have it. */
function published(architecture: Architecture): PublishedModules {
  const added = blocksOf(architecture).map((block) => ({
    at: (path: string) => path === block.name,
    settings: { use_res_connect: isAdded(block) },
  }));
  // Behind a convolution and its batch norm; the last two of a block are not followed by one.
  const activation = /^features\.(\d+|\d+\.conv\.[01])\.2$/;
  return {
    roots: /^torchvision\.models\.mobilenet(v2)?\.MobileNetV2$/,
    activation: 'ReLU6',
    modules: [
      { at: (path) => activation.test(path), class: 'ReLU6', settings: { min_val: 0, max_val: 6 } },
      ...added,
    ],
  };
}

const usual = [1, 1.4, 1.3, 0.75, 0.5, 0.35, 0.25, 0.1];
const widths = [...usual, ...Array.from({ length: 400 }, (_, i) => (i + 1) / 100)];

/** Rounding hides the width: of the usual ones and of the hundredths between, those that give the channels that are there. */
function optionsOf(shapes: TorchShapes): readonly ModelOptions[] {
  const [classes, features] = shapes.get('classifier.1.weight') ?? [];
  const widest = shapes.get('features.17.conv.2.weight')?.[0];
  const stemChannels = shapes.get('features.0.0.weight')?.[0];
  const third = shapes.get('features.2.conv.2.weight')?.[0];
  if (!classes) return [];
  const found: ModelOptions[] = [];
  for (const channelMultiple of [8, 4, 2, 1]) {
    for (const width of widths) {
      const fits =
        divisible(320 * width, channelMultiple) === widest &&
        divisible(32 * width, channelMultiple) === stemChannels &&
        divisible(24 * width, channelMultiple) === third &&
        divisible(1280 * Math.max(1, width), channelMultiple) === features;
      if (fits) found.push({ classes, width, channelMultiple, imageSize: anySize });
    }
  }
  return found;
}

const stem = { conv: 'features.0.0', norm: 'features.0.1' };
const stemSteps = { stride: 2, padding: 1, activation: 'relu' } as const;
const mixing = { stride: 1, padding: 0, activation: 'relu' } as const;

const stemSpace = 'features.0';
const lastSpace = 'features.18';
/** Of what the blocks of a group give, by the first of them. */
const hiddenOf = (block: number) => `features.${block}.hidden`;

/**
 * A group that leaves size and number of channels as they are goes on in the stream before it, as its first block is then
 * added to its input too: it has no space of its own.
 */
function channels({ width, channelMultiple = 8 }: ModelOptions): Readonly<Record<string, number>> {
  const rounded = (count: number) => divisible(count * width, channelMultiple);
  const found: Record<string, number> = { [stemSpace]: rounded(32) };
  let block = 1;
  let inChannels = rounded(32);
  for (const [expansion, count, repeats, firstStride] of groups) {
    const outChannels = rounded(count);
    if (firstStride > 1 || outChannels !== inChannels) found[streamOf(block)] = outChannels;
    for (let b = 0; b < repeats; b++) {
      if (expansion > 1) found[hiddenOf(block)] = inChannels * expansion;
      inChannels = outChannels;
      block++;
    }
  }
  return { ...found, [lastSpace]: divisible(1280 * Math.max(1, width), channelMultiple) };
}

function network(architecture: Architecture): Model {
  const { classes, imageSize } = architecture;
  const stemChannels = channelAxis(architecture, stemSpace);
  const features = channelAxis(architecture, lastSpace);
  const blocks = blocksOf(architecture);
  const lastName = streamOf(blockCount + 1);
  const last = { conv: `${lastName}.0`, norm: `${lastName}.1` };
  const ends = endsOfStages(blocks);
  let size = convolvedLength(imageSize, 3, stemSteps);
  const stemSpecs = convBatchNormSpecs(stem, {
    kernel: 3,
    stride: stemSteps.stride,
    inChannels: 3,
    outChannels: stemChannels,
  });
  const parts: Part[] = [
    {
      name: 'features.0',
      stage: 'features.0',
      parameters: stemSpecs,
      layers: costsAt(size, stemSpecs, imageSize),
      run: (weights, x, context) =>
        bounded(stem.conv, convBatchNorm(weights, stem, x as Tensor4D, stemSteps, context), context),
    },
  ];
  let narrow = stemChannels;
  for (const [i, block] of blocks.entries()) {
    const { expand, filter, project, inChannels, hidden, outChannels, stride } = block;
    const widening = expand
      ? convBatchNormSpecs(expand, { kernel: 1, stride: 1, inChannels, outChannels: hidden })
      : [];
    const before = size;
    size = convolvedLength(size, 3, { stride, padding: 1 });
    const narrowing = [
      ...depthwiseBatchNormSpecs(filter, { kernel: 3, stride, channels: hidden }),
      ...convBatchNormSpecs(project, { kernel: 1, stride: 1, inChannels: hidden, outChannels }),
    ];
    parts.push({
      name: block.name,
      stage: block.stage,
      parameters: [...widening, ...narrowing],
      layers: [...costsAt(before, widening), ...costsAt(size, narrowing, before)],
      ...(ends.has(i) ? { taps: [block.stage] } : {}),
      skips: isAdded(block),
      run: (weights, x, context) => invertedResidual(weights, block, x as Tensor4D, context),
    });
    narrow = outChannels;
  }
  const lastSpecs = convBatchNormSpecs(last, {
    kernel: 1,
    stride: 1,
    inChannels: narrow,
    outChannels: features,
  });
  const lastStage = parts.at(-1)?.stage ?? '';
  parts.push(
    {
      name: lastName,
      stage: lastStage,
      parameters: lastSpecs,
      layers: costsAt(size, lastSpecs),
      run: (weights, x, context) =>
        bounded(last.conv, convBatchNorm(weights, last, x as Tensor4D, mixing, context), context),
    },
    poolingPart(lastStage),
    headPart('classifier.1', features, classes),
  );

  return chained(parts, { classes });
}

function blocksOf(architecture: Architecture): readonly Block[] {
  const blocks: Block[] = [];
  let inChannels = channelAxis(architecture, stemSpace);
  let stage = 1;
  let place = 0;
  for (const [g, [expansion, , repeats, firstStride]] of groups.entries()) {
    const stream = streamOf(place + 1);
    const goesOn = firstStride === 1 && !Object.hasOwn(architecture.channels, stream);
    const outChannels = goesOn ? inChannels : channelAxis(architecture, stream);
    for (let b = 0; b < repeats; b++) {
      const name = streamOf(++place);
      const stride = b === 0 ? firstStride : 1;
      if (isGone(architecture, name, isAdded({ inChannels, outChannels, stride }))) continue;
      const at = (part: number) => `${name}.conv.${part}`;
      const named = (part: number) => ({ conv: `${at(part)}.0`, norm: `${at(part)}.1` });
      const expands = expansion > 1;
      const plain = expands ? 2 : 1;
      blocks.push({
        expand: expands ? named(0) : undefined,
        filter: named(expands ? 1 : 0),
        project: { conv: at(plain), norm: at(plain + 1) },
        inChannels,
        hidden: expands ? channelAxis(architecture, hiddenOf(place)) : inChannels,
        ...{ outChannels, stride, name, stage: `layer${stage}` },
      });
      inChannels = outChannels;
    }
    if (groups[g + 1]?.[3] !== 1) stage++;
  }
  return blocks;
}

/** Within a stream what a block gives is added to its input. */
const isAdded = ({ inChannels, outChannels, stride }: Pick<Block, 'inChannels' | 'outChannels' | 'stride'>) =>
  stride === 1 && inChannels.space === outChannels.space;

/** What ReLU6 is beside ReLU. */
const bounded = (layer: string, x: Tensor4D, context: ForwardContext) => bent('atMostSix', layer, x, context);

/** [B, H, W, in] → [B, ⌈H/stride⌉, ⌈W/stride⌉, out]. */
function invertedResidual(weights: Parameters, block: Block, x: Tensor4D, context: ForwardContext): Tensor4D {
  const { expand, filter, project, stride } = block;
  const wide = expand ? bounded(expand.conv, convBatchNorm(weights, expand, x, mixing, context), context) : x;
  const steps = { stride, padding: 1, activation: 'relu' } as const;
  const filtered = bounded(filter.conv, depthwiseBatchNorm(weights, filter, wide, steps, context), context);
  const narrowed = convBatchNorm(weights, project, filtered, { ...mixing, activation: 'linear' }, context);
  return isAdded(block) ? add(x, narrowed) : narrowed;
}
