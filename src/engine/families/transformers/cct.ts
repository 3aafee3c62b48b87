/**
 * Compact convolutional transformers (Hassani et al. 2021, arXiv 2104.05704), equal to SHI-Labs/Compact-Transformers key for key:
 * convolutions, each with ReLU and max pooling, make the tokens; there is no class token, and the tokens that come out are pooled by a
 * learned weight of each. In a block the second norm stands in the stream itself: x + attention(pre_norm(x)) is normalised, and the
 * perceptron adds to that.
 */
import { add, reshape, type Tensor3D, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Architecture, ChannelSpace } from '../../../spec/network/architecture.ts';
import { conv2d, convolvedLength, convSpecs } from '../../layers/conv2d.ts';
import type { ForwardContext } from '../../layers/forwardContext.ts';
import { bent } from '../../layers/kinks.ts';
import { costsAt, type LayerCost } from '../../layers/layerCost.ts';
import { layerNorm } from '../../layers/layerNorm.ts';
import { type Axis, named, type ParameterSpec, type Parameters, shaped } from '../../layers/parameters.ts';
import { dropout, dropPath } from '../../layers/transformer/dropout.ts';
import { embedTokens, sequencePool, tokensOfMap } from '../../layers/transformer/tokens.ts';
import { channelAxis, detailOf } from '../familyOf.ts';
import { type FamilyDefinition, type Model, type ModelOptions, type Part, widened } from '../model.ts';
import { chained, headsPart } from '../parts.ts';
import type { TorchShapes } from '../widths.ts';
import {
  attend,
  attentionProducts,
  attentionShape,
  attentionSpecs,
  type BlockLayers,
  blockAxes,
  blocksIn,
  costsOfTokens,
  depthIn,
  depthOf,
  embedAxis,
  nearestTo,
  perceptron,
  type TransformerSize,
  transformerChannels,
  transformerLinear,
  transformerNorm,
  transformerWidth,
  transformerWidths,
} from './attentionBlock.ts';

interface CctSize extends TransformerSize {
  /** Of 3×3, each of which halves the picture. */
  readonly convolutions: number;
}

/** CCT-2/3×2 and CCT-7/3×1 of the paper's table 1. */
const sizes = {
  2: { convolutions: 2, embed: 128, depth: 2, heads: 2, headDim: 64, hidden: 128 },
  7: { convolutions: 1, embed: 256, depth: 7, heads: 4, headDim: 64, hidden: 512 },
} as const satisfies Record<number, CctSize>;

/** PyTorch's ε of layer norms. */
const epsilon = 1e-5;
/** Of every convolution that makes tokens but the last. */
const planes = 64;
const steps = { stride: 1, padding: 1 } as const;
const pooling = { stride: 2, padding: 1 } as const;

const convolution = (i: number) => `tokenizer.conv_layers.${i}.0`;
const planesSpace = (i: number): ChannelSpace => `tokenizer.${i}`;
const blockName = (i: number) => `classifier.blocks.${i}`;
const layersOfBlock = (i: number): BlockLayers & { readonly name: string } => ({
  name: `${blockName(i)}.self_attn`,
  qkv: `${blockName(i)}.self_attn.qkv`,
  proj: `${blockName(i)}.self_attn.proj`,
  first: `${blockName(i)}.linear1`,
  second: `${blockName(i)}.linear2`,
});
const positionsName = 'classifier.positional_emb';
const headLayer = 'classifier.fc';
const poolLayer = 'classifier.attention_pool';
const normLayer = 'classifier.norm';

export function cct(depth: keyof typeof sizes): FamilyDefinition {
  const size: CctSize = sizes[depth];
  return {
    channels: (options) => channels(size, options),
    details: () => ({ headDim: size.headDim, convolutions: size.convolutions, sinePositions: 0 }),
    network,
    optionsOf: (shapes) => optionsOf(size, shapes),
    architectureOf: (shapes) => architectureOf(size, shapes),
    oneSize: true,
  };
}

function channels(size: CctSize, options: ModelOptions): Readonly<Record<ChannelSpace, number>> {
  const inner = Array.from({ length: size.convolutions - 1 }, (_, i) => [
    planesSpace(i),
    widened(planes, options.width),
  ]);
  return { ...Object.fromEntries(inner), ...transformerChannels(size, options) };
}

function optionsOf(size: CctSize, shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get(`${headLayer}.weight`)?.[0];
  const grid = Math.sqrt(shapes.get(positionsName)?.[1] ?? 0);
  const width = transformerWidth(shapes, size, layersOfBlock(0));
  const isIt =
    depthIn(shapes, (i) => layersOfBlock(i).qkv) === size.depth &&
    depthIn(shapes, convolution) === size.convolutions;
  if (!classes || width === undefined || !isIt || !Number.isInteger(grid) || grid < 1) return [];
  return [{ classes, width, imageSize: grid * 2 ** size.convolutions }];
}

/** Of any depth and widths: the family is the one whose tokens are nearly as wide. */
function architectureOf(
  size: CctSize,
  shapes: TorchShapes,
): ReturnType<NonNullable<FamilyDefinition['architectureOf']>> {
  const classes = shapes.get(`${headLayer}.weight`)?.[0];
  const grid = Math.sqrt(shapes.get(positionsName)?.[1] ?? 0);
  const convolutions = depthIn(shapes, convolution);
  const widths = transformerWidths(shapes, size.headDim, layersOfBlock);
  const nearest = nearestTo(
    widths?.embed ?? 1,
    Object.values(sizes).map(({ embed }) => embed),
  );
  if (
    !classes ||
    !widths ||
    nearest !== size.embed ||
    convolutions < 1 ||
    !Number.isInteger(grid) ||
    grid < 1
  ) {
    return undefined;
  }
  const inner = Array.from({ length: convolutions - 1 }, (_, i) => [
    planesSpace(i),
    shapes.get(`${convolution(i)}.weight`)?.[0] ?? 1,
  ]);
  return {
    ...{ classes, imageSize: grid * 2 ** convolutions },
    channels: { ...Object.fromEntries(inner), ...widths },
    details: { headDim: size.headDim, convolutions, sinePositions: 0 },
  };
}

function network(architecture: Architecture): Model {
  const { classes } = architecture;
  const embed = embedAxis(architecture);
  const tokenizer = tokenizerPart(architecture, embed);
  const tokens = tokenizer.grid * tokenizer.grid;
  const pool = poolPart(tokens, embed);
  const blocks = blocksIn(architecture);
  return chained(
    [
      tokenizer.part,
      ...blocks.map((i, at) => block(architecture, i, tokenizer.grid, depthOf(at, blocks.length))),
      pool,
      headsPart([headLayer], [transformerLinear(headLayer, embed, classes)]),
    ],
    { classes },
  );
}

/** Images [B, S, S, 3] to tokens [B, n², D] with their positions. */
function tokenizerPart(
  architecture: Architecture,
  embed: Axis,
): { readonly part: Part; readonly grid: number } {
  const count = detailOf(architecture, 'convolutions');
  const filters: ParameterSpec[] = [];
  const layers: LayerCost[] = [];
  let [size, inChannels]: [number, Axis] = [architecture.imageSize, 3];
  for (let i = 0; i < count; i++) {
    const outChannels = i === count - 1 ? embed : channelAxis(architecture, planesSpace(i));
    // PyTorch's kaiming_normal_ by what a filter takes.
    const specs = convSpecs(convolution(i), { kernel: 3, inChannels, outChannels, stride: 1 }).map(
      (spec) => ({
        ...spec,
        initial: {
          kind: 'kaiming-normal',
          fan: spec.shape.slice(0, 3).reduce((all, one) => all * one, 1),
        } as const,
      }),
    );
    filters.push(...specs);
    layers.push(...costsAt(size, specs));
    size = convolvedLength(size, 3, pooling);
    inChannels = outChannels;
  }
  const part: Part = {
    name: 'tokenizer',
    stage: 'tokenizer',
    parameters: [...filters, positionsSpec(architecture, size, embed)],
    layers,
    run(weights, x, context) {
      let map = x as Tensor4D;
      for (let i = 0; i < count; i++) map = convolved(weights, convolution(i), map, context);
      const tokens = embedTokens(tokensOfMap(map), [], named(weights, positionsName));
      return dropout(positionsName, tokens, context);
    },
  };
  return { part, grid: size };
}

/** Sine positions are fixed, and saved with the weights. */
function positionsSpec(architecture: Architecture, grid: number, embed: Axis): ParameterSpec {
  const sine = detailOf(architecture, 'sinePositions') === 1;
  return {
    ...{ name: positionsName, kind: 'vector', ...shaped([1, grid * grid, embed]), decay: 0, tokensBefore: 0 },
    role: sine ? 'frozen' : 'trainable',
    initial: sine ? { kind: 'sinusoidal' } : { kind: 'truncated-normal', deviation: 0.2 },
  };
}

/** [B, H, W, C] → [B, ⌈H/2⌉, ⌈W/2⌉, C'] */
function convolved(weights: Parameters, layer: string, input: Tensor4D, context: ForwardContext): Tensor4D {
  const x = context.enter?.(layer, input) ?? input;
  const y = conv2d(weights, layer, x, context.steps?.(layer) ?? steps);
  // After ReLU nothing is below the zeros that pad it.
  return bent('maxPool', layer, bent('relu', layer, y, context), context);
}

/** @param depth see `dropPath` */
function block(architecture: Architecture, i: number, grid: number, depth: number): Part {
  const name = blockName(i);
  const axes = blockAxes(architecture, i);
  const layers = layersOfBlock(i);
  const shape = attentionShape(architecture, axes);
  // The projection of q, k and v has no bias.
  const attention = attentionSpecs(layers, axes).filter((spec) => spec.name !== `${layers.qkv}.bias`);
  const parameters = [
    ...transformerNorm(`${name}.pre_norm`, axes.embed),
    ...attention,
    ...transformerLinear(layers.first, axes.embed, axes.hidden),
    ...transformerNorm(`${name}.norm1`, axes.embed),
    ...transformerLinear(layers.second, axes.hidden, axes.embed),
  ];
  return {
    ...{ name, stage: 'classifier.blocks', parameters },
    layers: costsOfTokens(grid * grid, parameters),
    products: attentionProducts(grid * grid, axes),
    taps: [name, `${name}.tokens`],
    inside: [layers.name],
    drawn: {
      ...{ kind: 'attention', name: layers.name, heads: shape.heads },
      ...{ first: 0, grid, covered: architecture.imageSize },
    },
    tapped(tap, given) {
      const [batch = 0, , width = 0] = given.shape;
      return tap === name ? reshape(given, [batch, grid, grid, width]) : given;
    },
    run(weights, x, context) {
      const normed = layerNorm(weights, `${name}.pre_norm`, x as Tensor3D, context, epsilon);
      const branch = attend(weights, layers, normed, shape, context);
      const attended: Tensor3D = add(x, dropPath(layers.name, branch, depth, context));
      const stream = layerNorm(weights, `${name}.norm1`, attended, context, epsilon);
      const given = perceptron(weights, layers, stream, context);
      return add(stream, dropPath(layers.second, given, depth, context));
    },
  };
}

/** Tokens [B, N, D] to features [B, D]. */
function poolPart(tokens: number, embed: Axis): Part {
  const weight = transformerLinear(poolLayer, embed, 1);
  const parameters = [...transformerNorm(normLayer, embed), ...weight];
  return {
    ...{ name: 'pool', stage: 'classifier.blocks', parameters, taps: ['features'] },
    inside: [poolLayer],
    drawn: { kind: 'pooling', name: poolLayer },
    layers: costsOfTokens(tokens, weight),
    products: tokens * (weight[0]?.shape[0] ?? 0),
    run: (weights, x, context) =>
      sequencePool(
        weights,
        poolLayer,
        layerNorm(weights, normLayer, x as Tensor3D, context, epsilon),
        context,
      ),
  };
}
