/**
 * The residual networks for small images of He et al. 2015 (arXiv 1512.03385, section 4.2): depth 6n + 2, three stages of
 * n blocks with 16, 32 and 64 channels; where the size changes, shortcuts without weights (option A: every second
 * pixel, zero channels around) or a 1×1 convolution with batch norm (option B). Names and shapes are those of akamaster/pytorch_resnet_cifar10.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Architecture } from '../../spec/network/architecture.ts';
import { convolvedLength } from '../layers/conv2d.ts';
import { convBatchNorm, convBatchNormSpecs } from '../layers/convBatchNorm.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import { costsAt } from '../layers/layerCost.ts';
import type { ChannelAxis, Parameters } from '../layers/parameters.ts';
import { shortcut } from '../layers/shortcut.ts';
import { channelAxis, endsOfStages, isGone, plainShortcut } from './familyOf.ts';
import {
  anySize,
  type FamilyDefinition,
  type Model,
  type ModelOptions,
  type Part,
  type PlainShortcut,
  widened,
} from './model.ts';
import { chained, headPart, poolingPart } from './parts.ts';
import { type TorchShapes, widthFrom } from './widths.ts';

interface Block {
  readonly name: string;
  readonly inChannels: ChannelAxis;
  readonly hidden: ChannelAxis;
  readonly outChannels: ChannelAxis;
  readonly stride: 1 | 2;
  /** Whether its shortcut has weights. */
  readonly projects: boolean;
  /** Where it has none and does not give what it is given. */
  readonly passes: PlainShortcut | undefined;
  /** `layer1`, `layer2` or `layer3`. */
  readonly stage: string;
}

const stem = { conv: 'conv1', norm: 'bn1' };
const stemSteps = { stride: 1, padding: 1, activation: 'relu' } as const;
const first = (block: Block) => ({ conv: `${block.name}.conv1`, norm: `${block.name}.bn1` });
const second = (block: Block) => ({ conv: `${block.name}.conv2`, norm: `${block.name}.bn2` });

const projection = (block: Block) => ({
  conv: `${block.name}.shortcut.0`,
  norm: `${block.name}.shortcut.1`,
});

/** @param depth 6n + 2 */
export function cifarResnet(depth: number, option: 'A' | 'B' = 'A'): FamilyDefinition {
  const perStage = (depth - 2) / 6;
  return {
    channels: ({ width }) => channels(perStage, width),
    network: (architecture) => network(perStage, option, architecture),
    blocks: stages.flatMap((stage) =>
      Array.from({ length: perStage }, (_, block) => blockName(stage, block)),
    ),
    optionsOf,
    rectifier: 'relu',
  };
}

function optionsOf(shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get('linear.weight')?.[0];
  const width = widthFrom(shapes, [
    { key: 'linear.weight', axis: 1, channels: 64 },
    { key: 'layer2.0.conv1.weight', axis: 0, channels: 32 },
    { key: 'layer1.0.conv1.weight', axis: 0, channels: 16 },
  ]);
  if (!classes || width === undefined || !shapes.has('layer3.0.conv1.weight')) return [];
  return [{ classes, width, imageSize: anySize }];
}

const stages = [1, 2, 3];
const streamOf = (stage: number) => `layer${stage}`;
const blockName = (stage: number, block: number) => `layer${stage}.${block}`;
const hiddenOf = (stage: number, block: number) => `${blockName(stage, block)}.hidden`;

/** A stage's residual stream, and what lies between the two convolutions of each of its blocks. The stem gives the first stream. */
function channels(perStage: number, width: number): Readonly<Record<string, number>> {
  return Object.fromEntries(
    stages.flatMap((stage) => {
      const count = widened(8 * 2 ** stage, width);
      const blocks = Array.from({ length: perStage }, (_, block) => hiddenOf(stage, block));
      return [streamOf(stage), ...blocks].map((space) => [space, count] as const);
    }),
  );
}

function network(perStage: number, option: 'A' | 'B', architecture: Architecture): Model {
  const { classes, imageSize } = architecture;
  const blocks = blocksOf(perStage, option, architecture);
  const [stemChannels, features] = [channelAxis(architecture, 'layer1'), channelAxis(architecture, 'layer3')];

  const stemSpecs = convBatchNormSpecs(stem, {
    kernel: 3,
    stride: stemSteps.stride,
    inChannels: 3,
    outChannels: stemChannels,
  });
  const parts: Part[] = [
    {
      name: stem.conv,
      stage: stem.conv,
      parameters: stemSpecs,
      layers: costsAt(imageSize, stemSpecs),
      run: (weights, x, context) => convBatchNorm(weights, stem, x as Tensor4D, stemSteps, context),
    },
  ];
  const ends = endsOfStages(blocks);
  let size = imageSize;
  for (const [i, block] of blocks.entries()) {
    const { inChannels, hidden, outChannels, stride } = block;
    const before = size;
    size = convolvedLength(size, 3, { stride, padding: 1 });
    const parameters = [
      ...convBatchNormSpecs(first(block), { kernel: 3, stride, inChannels, outChannels: hidden }),
      ...convBatchNormSpecs(second(block), { kernel: 3, stride: 1, inChannels: hidden, outChannels }),
      ...(block.projects
        ? convBatchNormSpecs(projection(block), { kernel: 1, stride, inChannels, outChannels })
        : []),
    ];
    parts.push({
      name: block.name,
      stage: block.stage,
      parameters,
      layers: costsAt(size, parameters, before),
      ...(ends.has(i) ? { taps: [block.stage] } : {}),
      skips: !block.projects && !block.passes,
      run: (weights, x, context) => residual(weights, block, x as Tensor4D, context),
    });
  }
  parts.push(poolingPart('layer3'), headPart('linear', features, classes));

  const shortcuts = blocks.flatMap(({ passes }) => passes ?? []);
  return { ...chained(parts, { classes }), shortcuts };
}

function blocksOf(perStage: number, option: 'A' | 'B', architecture: Architecture): readonly Block[] {
  const blocks: Block[] = [];
  let inChannels = channelAxis(architecture, 'layer1');
  for (const s of stages) {
    const outChannels = channelAxis(architecture, streamOf(s));
    for (let b = 0; b < perStage; b++) {
      const stage = streamOf(s);
      const name = blockName(s, b);
      const changes = s > 1 && b === 0;
      if (isGone(architecture, name, !changes)) continue;
      const shortcut = { name, from: inChannels, to: outChannels };
      blocks.push({
        name,
        inChannels,
        hidden: channelAxis(architecture, hiddenOf(s, b)),
        outChannels,
        stride: changes ? 2 : 1,
        projects: option === 'B' && changes,
        passes: option === 'A' && changes ? plainShortcut(architecture, shortcut) : undefined,
        stage,
      });
      inChannels = outChannels;
    }
  }
  return blocks;
}

/** relu(F(x) + shortcut(x)); [B, H, W, in] → [B, ⌈H/stride⌉, ⌈W/stride⌉, out]. */
function residual(weights: Parameters, block: Block, x: Tensor4D, context: ForwardContext): Tensor4D {
  const { stride, passes } = block;
  const inner = { stride, padding: 1, activation: 'relu' } as const;
  const hidden = convBatchNorm(weights, first(block), x, inner, context);
  const passed = block.projects
    ? convBatchNorm(weights, projection(block), x, { stride, padding: 0, activation: 'linear' }, context)
    : passes
      ? shortcut(x, stride, passes.sources)
      : x;
  const outer = { stride: 1, padding: 1, activation: 'relu', residual: passed } as const;
  return convBatchNorm(weights, second(block), hidden, outer, context);
}
