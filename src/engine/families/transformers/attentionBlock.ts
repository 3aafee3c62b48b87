/**
 * What blocks of transformers have in common: attention and a multilayer perceptron, by the names of whoever published them, in
 * channel spaces of their own.
 */
import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { Architecture, ChannelSpace } from '../../../spec/network/architecture.ts';
import type { ForwardContext } from '../../layers/forwardContext.ts';
import type { LayerCost } from '../../layers/layerCost.ts';
import { layerNormSpecs } from '../../layers/layerNorm.ts';
import { linearSpecs } from '../../layers/linear.ts';
import type { Axis, ChannelAxis, ParameterSpec, Parameters, ProductAxis } from '../../layers/parameters.ts';
import { tappedAttention } from '../../layers/transformer/attention.ts';
import { dropout } from '../../layers/transformer/dropout.ts';
import { linearTokens } from '../../layers/transformer/tokens.ts';
import { gelu } from '../../ops/gelu/gelu.ts';
import { channelAxis, detailOf } from '../familyOf.ts';
import { type ModelOptions, widened } from '../model.ts';
import { type ChannelCount, type TorchShapes, widthFrom } from '../widths.ts';

/** A network of blocks as it was published. */
export interface TransformerSize {
  /** D */
  readonly embed: number;
  readonly depth: number;
  readonly heads: number;
  /** Dimensions of a head, whatever the width: a narrower network has fewer heads. */
  readonly headDim: number;
  /** Of a block's multilayer perceptron. */
  readonly hidden: number;
}

/** The widths of one block. */
export interface BlockAxes {
  readonly embed: ChannelAxis;
  readonly heads: ChannelAxis;
  readonly headDim: ChannelAxis;
  readonly hidden: ChannelAxis;
}

/** Layers of a block by PyTorch's names. */
export interface BlockLayers {
  readonly qkv: string;
  readonly proj: string;
  readonly first: string;
  readonly second: string;
}

export const embedSpace = 'embed';
const spaceOf = (block: number, what: 'heads' | 'headDim' | 'hidden'): ChannelSpace =>
  `blocks.${block}.${what}`;

export function transformerChannels(
  { embed, depth, heads, headDim, hidden }: TransformerSize,
  { width }: Pick<ModelOptions, 'width'>,
): Readonly<Record<ChannelSpace, number>> {
  const blocks = Array.from({ length: depth }, (_, i) => [
    [spaceOf(i, 'heads'), widened(heads, width)] as const,
    [spaceOf(i, 'headDim'), headDim] as const,
    [spaceOf(i, 'hidden'), widened(hidden, width)] as const,
  ]);
  return Object.fromEntries([[embedSpace, widened(embed, width)], ...blocks.flat()]);
}

/** Numbers of the blocks that there are, ascending: those whose spaces the architecture has. */
export const blocksIn = ({ channels }: Pick<Architecture, 'channels'>): readonly number[] =>
  Object.keys(channels)
    .flatMap((space) => /^blocks\.(\d{1,3})\.heads$/.exec(space)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);

export const embedAxis = (architecture: Architecture): ChannelAxis => channelAxis(architecture, embedSpace);

export const blockAxes = (architecture: Architecture, block: number): BlockAxes => ({
  embed: embedAxis(architecture),
  heads: channelAxis(architecture, spaceOf(block, 'heads')),
  headDim: channelAxis(architecture, spaceOf(block, 'headDim')),
  hidden: channelAxis(architecture, spaceOf(block, 'hidden')),
});

/** timm's `trunc_normal_(std=0.02)` and a bias of 0 that does not decay. */
export const transformerLinear = (name: string, from: Axis, to: Axis): readonly ParameterSpec[] =>
  linearSpecs(name, from, to).map((spec) =>
    spec.kind === 'vector'
      ? { ...spec, initial: { kind: 'constant', value: 0 }, decay: 0 }
      : { ...spec, initial: { kind: 'truncated-normal', deviation: 0.02 } },
  );

/** Norms do not decay, as timm has it. */
export const transformerNorm = (name: string, embed: Axis): readonly ParameterSpec[] =>
  withoutDecay(layerNormSpecs(name, embed));

export const withoutDecay = (specs: readonly ParameterSpec[]): readonly ParameterSpec[] =>
  specs.map((spec) => ({ ...spec, decay: 0 }));

/** qkv rows are q, k and v, in each of them head after head. */
export function attentionSpecs(
  { qkv, proj }: BlockLayers,
  { embed, heads, headDim }: BlockAxes,
): readonly ParameterSpec[] {
  const fused: ProductAxis = { factors: [3, heads, headDim] };
  const joined: ProductAxis = { factors: [heads, headDim] };
  return [...transformerLinear(qkv, embed, fused), ...transformerLinear(proj, joined, embed)];
}

/**
 * @param name under which its probabilities are tapped
 * @param x [B, N, D], normalised
 * @returns [B, N, D]
 */
export function attend(
  weights: Parameters,
  { name, qkv, proj }: BlockLayers & { readonly name: string },
  x: Tensor3D,
  shape: { readonly heads: number; readonly width: number; readonly scale: number },
  context: ForwardContext,
): Tensor3D {
  const attended = tappedAttention(name, linearTokens(weights, qkv, x, context), shape, context);
  return dropout(proj, linearTokens(weights, proj, attended, context), context);
}

/**
 * What attention is told: scores are divided by the root of the published dimensions of a head, also where some of these were cut, so
 * that a network computes with what is left what it computed before.
 */
export const attentionShape = (architecture: Architecture, { heads, headDim }: BlockAxes) => ({
  heads: heads.channels,
  width: headDim.channels,
  scale: 1 / Math.sqrt(detailOf(architecture, 'headDim')),
});

/** second(gelu(first(x))), [B, N, D] → [B, N, D]; dropout follows GELU and the second layer, as published. */
export function perceptron(
  weights: Parameters,
  { first, second }: BlockLayers,
  x: Tensor3D,
  context: ForwardContext,
): Tensor3D {
  const hidden = dropout(first, gelu(linearTokens(weights, first, x, context)), context);
  return dropout(second, linearTokens(weights, second, hidden, context), context);
}

/** Of block `i` of so many, from 0 at the first to 1 at the last, see `dropPath`. */
export const depthOf = (i: number, blocks: number): number => i / Math.max(1, blocks - 1);

/** Multiply-adds of scores and of values, for one image of N tokens: 2·N²·H·d. */
export const attentionProducts = (tokens: number, { heads, headDim }: BlockAxes): number =>
  2 * tokens * tokens * heads.channels * headDim.channels;

/** Of layers that visit each token. */
export const costsOfTokens = (tokens: number, specs: readonly ParameterSpec[]): readonly LayerCost[] =>
  specs.flatMap(({ name, kind, shape }) => {
    if (kind === 'vector') return [];
    const numbers = shape.reduce((product, length) => product * length, 1);
    const layer = name.slice(0, -'.weight'.length);
    return [{ name: layer, size: tokens, width: 1, from: tokens, multiplyAdds: tokens * numbers }];
  });

/**
 * The width at which a published network has the shapes of a file's first blocks.
 *
 * @param block begins the names of a block's layers, `blocks.0.`
 */
export function transformerWidth(
  shapes: TorchShapes,
  { embed, heads, headDim, hidden }: TransformerSize,
  { qkv, first }: Pick<BlockLayers, 'qkv' | 'first'>,
): number | undefined {
  const counts: readonly ChannelCount[] = [
    { key: `${first}.weight`, axis: 0, channels: hidden },
    { key: `${first}.weight`, axis: 1, channels: embed },
  ];
  const width = widthFrom(shapes, counts);
  const fused = shapes.get(`${qkv}.weight`)?.[0];
  if (width === undefined || fused !== 3 * widened(heads, width) * headDim) return undefined;
  return width;
}

/** How many blocks a file numbers through, where none is missing between. */
export function depthIn(shapes: TorchShapes, layerOf: (block: number) => string): number {
  let depth = 0;
  while (shapes.has(`${layerOf(depth)}.weight`)) depth++;
  return depth;
}

/**
 * The widths of all that a file numbers through.
 *
 * @param headDim dimensions of a head, which no shape says
 * @returns undefined where a block's queries are no whole number of heads
 */
export function transformerWidths(
  shapes: TorchShapes,
  headDim: number,
  layersOf: (block: number) => BlockLayers,
): Readonly<Record<ChannelSpace, number>> | undefined {
  const depth = depthIn(shapes, (i) => layersOf(i).qkv);
  const channels: Record<ChannelSpace, number> = {};
  for (let i = 0; i < depth; i++) {
    const { qkv, first } = layersOf(i);
    const [fused = 0, embed = 0] = shapes.get(`${qkv}.weight`) ?? [];
    const hidden = shapes.get(`${first}.weight`)?.[0] ?? 0;
    const heads = fused / 3 / headDim;
    if (!Number.isInteger(heads) || heads < 1 || embed < 1 || hidden < 1) return undefined;
    Object.assign(channels, {
      [embedSpace]: embed,
      [spaceOf(i, 'heads')]: heads,
      [spaceOf(i, 'headDim')]: headDim,
      [spaceOf(i, 'hidden')]: hidden,
    });
  }
  return depth > 0 ? channels : undefined;
}

/** The one of some widths that is the nearest in proportion. */
export const nearestTo = (width: number, widths: readonly number[]): number | undefined =>
  widths.toSorted((a, b) => Math.abs(Math.log(a / width)) - Math.abs(Math.log(b / width)))[0];
