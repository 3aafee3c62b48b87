/**
 * RedNet (Li et al. 2021, arXiv 2103.06255, section 4.1): ResNet's bottlenecks with an involution of 7×7 in place of each 3×3
 * convolution, and one of 3×3 in the stem; equal to d-li14/involution's `rednet.py`, whose keys these are without `backbone.` and `head.`.
 *
 * `cifar` is the same for images of 32 pixels, in the layout of He et al. 2015, section 4.2: a stem that keeps the size, and three stages.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { requireImageSize } from '../../spec/families/imageSizes.ts';
import type { Architecture } from '../../spec/network/architecture.ts';
import { convolvedLength } from '../layers/conv2d.ts';
import { convBatchNorm, convBatchNormSpecs } from '../layers/convBatchNorm.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import {
  channelsOf,
  groupChannels,
  type InvolutionShape,
  involution,
  involutionCosts,
  involutionSpecs,
  reduction,
} from '../layers/involution/involution.ts';
import { loneNorm, loneNormSpecs } from '../layers/involution/loneNorm.ts';
import { bent } from '../layers/kinks.ts';
import { costsAt, type LayerCost } from '../layers/layerCost.ts';
import type { ChannelAxis, ParameterSpec, Parameters } from '../layers/parameters.ts';
import { channelAxis, endsOfStages, isGone } from './familyOf.ts';
import {
  anySize,
  type DrawnTap,
  type FamilyDefinition,
  type Model,
  type ModelOptions,
  type Part,
  widened,
} from './model.ts';
import { chained, headPart, poolingPart } from './parts.ts';
import { type TorchShapes, widthFrom } from './widths.ts';

interface Layout {
  /** Blocks of each stage. */
  readonly blocks: readonly number[];
  readonly stem: {
    readonly groups: number;
    readonly channels: number;
    /** Halves the size twice, or leaves it. */
    readonly shrinks: boolean;
  };
  /** Of the first stage; each other has twice as many. */
  readonly groups: number;
}

const photographs = { stem: { groups: 2, channels: 64, shrinks: true }, groups: 4 } as const;
const layouts = {
  26: { ...photographs, blocks: [1, 2, 4, 1] },
  38: { ...photographs, blocks: [2, 3, 5, 2] },
  50: { ...photographs, blocks: [3, 4, 6, 3] },
  cifar: { stem: { groups: 1, channels: 32, shrinks: false }, groups: 1, blocks: [2, 2, 2] },
} as const satisfies Record<string | number, Layout>;

/** Of every stage's involutions, and of the stem's. */
const [kernel, stemKernel] = [7, 3];
/** Channels of a stage's stream to each of its blocks' inside. */
const expansion = 4;

interface Block {
  /** `layer1.0` */
  readonly name: string;
  /** `layer1` … */
  readonly stage: string;
  readonly inChannels: ChannelAxis;
  readonly groups: ChannelAxis;
  readonly reduced: ChannelAxis;
  readonly outChannels: ChannelAxis;
  readonly stride: 1 | 2;
  readonly projects: boolean;
}

export function rednet(member: keyof typeof layouts): FamilyDefinition {
  const layout: Layout = layouts[member];
  return {
    channels: ({ width }) => channels(layout, width),
    network: (architecture) => network(layout, architecture),
    blocks: layout.blocks.flatMap((count, s) => blockNames(s, count)),
    optionsOf: (shapes) => optionsOf(layout, shapes),
  };
}

function optionsOf({ blocks, groups }: Layout, shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get('fc.weight')?.[0];
  const streams = blocks.map((_, s) => ({
    key: `${streamOf(s)}.0.conv3.weight`,
    axis: 0,
    channels: expansion * groupChannels * groups * 2 ** s,
  }));
  const width = widthFrom(shapes, streams.toReversed());
  const isOurs =
    shapes.has('stem.1.conv1.conv.weight') && !shapes.has(`${streamOf(blocks.length)}.0.conv3.weight`);
  if (!classes || width === undefined || !isOurs) return [];
  return [{ classes, width, imageSize: anySize }];
}

const stemSpace = 'stem';
const streamOf = (s: number) => `layer${s + 1}`;
const blockNames = (s: number, count: number) =>
  Array.from({ length: count }, (_, b) => `${streamOf(s)}.${b}`);
const groupsOf = (name: string) => `${name}.groups`;
const reducedOf = (name: string) => `${name}.reduced`;

/** Groups of involutions stand or fall as wholes, so they, not their channels, are counted. */
function channels({ blocks, stem, groups }: Layout, width: number): Readonly<Record<string, number>> {
  const involutionOf = (name: string, count: number) => ({
    [groupsOf(name)]: widened(count, width),
    [reducedOf(name)]: (widened(count, width) * groupChannels) / reduction,
  });
  return Object.assign(
    { [stemSpace]: widened(stem.channels, width), ...involutionOf(stemSpace, stem.groups) },
    ...blocks.map((count, s) =>
      Object.assign(
        { [streamOf(s)]: widened(expansion * groupChannels * groups * 2 ** s, width) },
        ...blockNames(s, count).map((name) => involutionOf(name, groups * 2 ** s)),
      ),
    ),
  );
}

const stemNames = {
  first: { conv: 'stem.0.conv', norm: 'stem.0.bn' },
  involution: 'stem.1',
  norm: 'stem.2',
  last: { conv: 'stem.4.conv', norm: 'stem.4.bn' },
};

function network(layout: Layout, architecture: Architecture): Model {
  const { classes, imageSize, family } = architecture;
  requireImageSize(family, imageSize);
  const blocks = blocksOf(layout, architecture);
  const { part: stem, size: stemSize } = stemPart(layout, architecture);
  const parts: Part[] = [stem];
  const ends = endsOfStages(blocks);
  let size = stemSize;
  for (const [i, block] of blocks.entries()) {
    const before = size;
    size = before / block.stride;
    parts.push({
      ...blockPart(block, before, size),
      ...(ends.has(i) ? { taps: [block.stage] } : {}),
    });
  }
  const last = streamOf(layout.blocks.length - 1);
  parts.push(poolingPart(last), headPart('fc', channelAxis(architecture, last), classes));
  return chained(parts, { classes });
}

const drawnKernels = (name: string, shape: InvolutionShape): DrawnTap => ({
  ...{ kind: 'kernels', name, kernel: shape.kernel, groups: shape.groups.channels },
});

function stemPart(
  { stem }: Layout,
  architecture: Architecture,
): { readonly part: Part; readonly size: number } {
  const { imageSize } = architecture;
  const groups = channelAxis(architecture, groupsOf(stemSpace));
  const reduced = channelAxis(architecture, reducedOf(stemSpace));
  const inside = channelsOf(groups);
  const first = { stride: stem.shrinks ? 2 : 1, padding: 1, activation: 'relu' } as const;
  const last = { ...first, stride: 1 } as const;
  const shape = { kernel: stemKernel, groups, reduced };
  const firstSpecs = convBatchNormSpecs(stemNames.first, {
    ...{ kernel: 3, stride: first.stride, inChannels: 3, outChannels: inside },
  });
  const involved = involutionSpecs(stemNames.involution, shape);
  const lastSpecs = convBatchNormSpecs(stemNames.last, {
    ...{ kernel: 3, stride: 1, inChannels: inside, outChannels: channelAxis(architecture, stemSpace) },
  });
  const size = convolvedLength(imageSize, 3, first);
  const part: Part = {
    name: 'stem',
    stage: 'stem',
    parameters: [...firstSpecs, ...involved, ...loneNormSpecs(stemNames.norm, inside), ...lastSpecs],
    layers: [
      ...costsAt(size, firstSpecs, imageSize),
      ...involutionCosts(stemNames.involution, shape, involved, size),
      ...costsAt(size, lastSpecs),
    ],
    inside: [stemNames.involution],
    drawn: drawnKernels(stemNames.involution, shape),
    run: (weights, images, context) => {
      const x = convBatchNorm(weights, stemNames.first, images as Tensor4D, first, context);
      const y = involution(weights, stemNames.involution, x, 1, context);
      const normed = loneNorm(weights, stemNames.norm, stemNames.involution, y, context);
      const given = convBatchNorm(weights, stemNames.last, normed, last, context);
      // After ReLU nothing is below the zeros that pad it.
      return stem.shrinks ? bent('maxPool', stemNames.last.conv, given, context) : given;
    },
  };
  return { part, size: stem.shrinks ? convolvedLength(size, 3, { stride: 2, padding: 1 }) : size };
}

const namesIn = ({ name }: Block) => ({
  narrow: { conv: `${name}.conv1`, norm: `${name}.bn1` },
  involution: `${name}.conv2`,
  norm: `${name}.bn2`,
  widen: { conv: `${name}.conv3`, norm: `${name}.bn3` },
  project: { conv: `${name}.downsample.0`, norm: `${name}.downsample.1` },
});

/** @param from height and width of what it takes; `size` of what it gives. */
function blockPart(block: Block, from: number, size: number): Part {
  const { inChannels, groups, reduced, outChannels, stride, projects } = block;
  const names = namesIn(block);
  const inside = channelsOf(groups);
  const point = { kernel: 1, stride: 1 } as const;
  const shape = { kernel, groups, reduced };
  const placed: (readonly [readonly ParameterSpec[], readonly LayerCost[]])[] = [];
  const put = (specs: readonly ParameterSpec[], costs: readonly LayerCost[]) => placed.push([specs, costs]);
  const narrow = convBatchNormSpecs(names.narrow, { ...point, inChannels, outChannels: inside });
  put(narrow, costsAt(from, narrow));
  const involved = involutionSpecs(names.involution, shape);
  put(involved, involutionCosts(names.involution, shape, involved, size));
  put(loneNormSpecs(names.norm, inside), []);
  const widen = convBatchNormSpecs(names.widen, { ...point, inChannels: inside, outChannels });
  put(widen, costsAt(size, widen));
  if (projects) {
    const project = convBatchNormSpecs(names.project, { kernel: 1, stride, inChannels, outChannels });
    put(project, costsAt(size, project, from));
  }
  return {
    name: block.name,
    stage: block.stage,
    parameters: placed.flatMap(([specs]) => specs),
    layers: placed.flatMap(([, costs]) => costs),
    skips: !projects,
    inside: [names.involution],
    drawn: drawnKernels(names.involution, shape),
    run: (weights, x, context) => residual(weights, block, x as Tensor4D, context),
  };
}

/** relu(F(x) + shortcut(x)); [B, H, W, in] → [B, H / stride, W / stride, out]. */
function residual(weights: Parameters, block: Block, x: Tensor4D, context: ForwardContext): Tensor4D {
  const { stride, projects } = block;
  const names = namesIn(block);
  const point = { stride: 1, padding: 0, activation: 'relu' } as const;
  const passed = projects
    ? convBatchNorm(weights, names.project, x, { stride, padding: 0, activation: 'linear' }, context)
    : x;
  const narrow = convBatchNorm(weights, names.narrow, x, point, context);
  const involved = involution(weights, names.involution, narrow, stride, context);
  const normed = loneNorm(weights, names.norm, names.involution, involved, context);
  return convBatchNorm(weights, names.widen, normed, { ...point, residual: passed }, context);
}

function blocksOf(layout: Layout, architecture: Architecture): readonly Block[] {
  const blocks: Block[] = [];
  let inChannels = channelAxis(architecture, stemSpace);
  for (const [s, count] of layout.blocks.entries()) {
    const outChannels = channelAxis(architecture, streamOf(s));
    for (const [b, name] of blockNames(s, count).entries()) {
      const projects = inChannels.space !== outChannels.space;
      if (isGone(architecture, name, !projects)) continue;
      blocks.push({
        ...{ name, stage: streamOf(s), inChannels, outChannels, projects },
        groups: channelAxis(architecture, groupsOf(name)),
        reduced: channelAxis(architecture, reducedOf(name)),
        stride: s > 0 && b === 0 ? 2 : 1,
      });
      inChannels = outChannels;
    }
  }
  return blocks;
}
