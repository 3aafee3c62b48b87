/**
 * Vision transformers (Dosovitskiy et al. 2020, arXiv 2010.11929), under timm's and DeiT's names: an image is cut into patches, each
 * becomes a token, a class token stands before them, and blocks of attention and perceptrons, each behind a layer norm, add to all
 * tokens. A network for distillation (DeiT: Touvron et al. 2020, arXiv 2012.12877, section 4) has M more tokens, one for each teacher,
 * with a head each; what it says is the mean of the heads, as DeiT's does in evaluation. With one, its names are DeiT's, `dist_token` and
 * `head_dist`; with more, `dist_token` is [1, M, D] and the heads are `head_dist.0`, `head_dist.1`, …
 *
 * Each head's own logits are tapped as its layer is called (`head`, `head_dist`), see `headNamesOf`; features are the normalised class
 * token and distillation tokens side by side, [B, (1 + M)·D].
 */
import {
  add,
  reshape,
  slice,
  type Tensor,
  type Tensor1D,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { problem } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { conv2d } from '../../layers/conv2d.ts';
import type { ForwardContext } from '../../layers/forwardContext.ts';
import { costsAt } from '../../layers/layerCost.ts';
import { layerNorm } from '../../layers/layerNorm.ts';
import { type Axis, named, type ParameterSpec, type Parameters, shaped } from '../../layers/parameters.ts';
import { dropout, dropPath } from '../../layers/transformer/dropout.ts';
import { embedTokens, tokensFrom, tokensOfMap } from '../../layers/transformer/tokens.ts';
import { detailOf, isGone } from '../familyOf.ts';
import type { FamilyDefinition, Model, ModelOptions, Part, PublishedModules } from '../model.ts';
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
  withoutDecay,
} from './attentionBlock.ts';

interface VitSize extends TransformerSize {
  /** Height and width of a patch in pixels. */
  readonly patch: number;
}

/** `tiny` is for images of 32 pixels: 0.46 million parameters, 34 million multiply-adds there. */
const sizes = {
  tiny: { patch: 4, embed: 96, depth: 6, heads: 3, headDim: 32, hidden: 192 },
  'deit-tiny': { patch: 16, embed: 192, depth: 12, heads: 3, headDim: 64, hidden: 768 },
  'deit-small': { patch: 16, embed: 384, depth: 12, heads: 6, headDim: 64, hidden: 1536 },
  base: { patch: 16, embed: 768, depth: 12, heads: 12, headDim: 64, hidden: 3072 },
} as const satisfies Record<string, VitSize>;

/** ε of its layer norms; PyTorch's default is 1e-5. */
const epsilon = 1e-6;
const patchLayer = 'patch_embed.proj';
const mostBlocks = 64;

const blockName = (i: number) => `blocks.${i}`;
const layersOfBlock = (i: number): BlockLayers & { readonly name: string } => ({
  name: `${blockName(i)}.attn`,
  qkv: `${blockName(i)}.attn.qkv`,
  proj: `${blockName(i)}.attn.proj`,
  first: `${blockName(i)}.mlp.fc1`,
  second: `${blockName(i)}.mlp.fc2`,
});

export function vit(size: keyof typeof sizes): FamilyDefinition {
  return {
    channels: (options) => transformerChannels(sizes[size], options),
    details: ({ distillationTokens = 0 }) => ({
      patch: sizes[size].patch,
      headDim: sizes[size].headDim,
      distillationTokens,
    }),
    network,
    blocks: Array.from({ length: mostBlocks }, (_, i) => blockName(i)),
    optionsOf: (shapes) => optionsOf(sizes[size], shapes),
    architectureOf: (shapes) => architectureOf(sizes[size], shapes),
    oneSize: true,
    published,
  };
}

/** As modules of torchvision and timm have it, by timm's paths. */
const published = ({ channels }: Architecture): PublishedModules => ({
  roots: /^(torchvision|timm)\.models\.vision_transformer\.VisionTransformer$/,
  activation: 'GELU',
  modules: [
    {
      at: (path) => /^(blocks\.\d+\.norm[12]|norm)$/.test(path),
      class: 'LayerNorm',
      settings: { eps: epsilon },
    },
    {
      at: (path) => /^blocks\.\d+\.mlp\.act$/.test(path),
      class: 'GELU',
      settings: { approximate: 'none' },
    },
    ...blocksIn({ channels }).map((i) => ({
      at: (path: string) => path === `${blockName(i)}.attn`,
      settings: { num_heads: channels[`blocks.${i}.heads`] ?? 0, add_zero_attn: false, batch_first: true },
    })),
  ],
});

/** `head`, then `head_dist`, or `head_dist.0`, `head_dist.1`, … */
const headsOf = (tokens: number): readonly string[] => [
  'head',
  ...(tokens === 1 ? ['head_dist'] : Array.from({ length: tokens }, (_, i) => `head_dist.${i}`)),
];

/** What a file's tokens, positions and patches say. */
function tokensIn(shapes: TorchShapes) {
  const [, , patch = 0] = shapes.get(`${patchLayer}.weight`) ?? [];
  const distillationTokens = shapes.get('dist_token')?.[1] ?? 0;
  const grid = Math.sqrt((shapes.get('pos_embed')?.[1] ?? 0) - 1 - distillationTokens);
  const classes = shapes.get('head.weight')?.[0];
  if (!classes || patch < 1 || !Number.isInteger(grid) || grid < 1) return undefined;
  return { classes, patch, distillationTokens, imageSize: grid * patch };
}

function optionsOf(size: VitSize, shapes: TorchShapes): readonly ModelOptions[] {
  const found = tokensIn(shapes);
  const width = transformerWidth(shapes, size, layersOfBlock(0));
  const depth = depthIn(shapes, (i) => layersOfBlock(i).qkv);
  if (!found || width === undefined || found.patch !== size.patch || depth !== size.depth) return [];
  const isOthers = Object.values(sizes).some(
    (other: VitSize) =>
      other !== size &&
      other.patch === size.patch &&
      other.depth === size.depth &&
      transformerWidth(shapes, other, layersOfBlock(0)) === 1,
  );
  if (isOthers) return [];
  const { classes, imageSize, distillationTokens } = found;
  return [{ classes, width, imageSize, distillationTokens }];
}

/** Of any depth and widths: the family is the one whose tokens are nearly as wide, and whose heads theirs can be. */
function architectureOf(
  size: VitSize,
  shapes: TorchShapes,
): ReturnType<NonNullable<FamilyDefinition['architectureOf']>> {
  const found = tokensIn(shapes);
  const channels = transformerWidths(shapes, size.headDim, layersOfBlock);
  const embed = channels?.embed;
  if (!found || !channels || embed === undefined) return undefined;
  const possible = Object.values(sizes).filter(
    ({ headDim }) => transformerWidths(shapes, headDim, layersOfBlock) !== undefined,
  );
  if (
    nearestTo(
      embed,
      possible.map((one) => one.embed),
    ) !== size.embed
  )
    return undefined;
  const { classes, imageSize, patch, distillationTokens } = found;
  return { classes, imageSize, channels, details: { patch, headDim: size.headDim, distillationTokens } };
}

/** Patches along a side; pixels beyond the last whole one are left out, as by the convolution that makes tokens of them. */
function gridOf({ imageSize }: Architecture, patch: number): number {
  const grid = Math.floor(imageSize / patch);
  if (grid >= 1) return grid;
  throw problem(
    'setting-invalid',
    words`A transformer with patches of ${patch} × ${patch} pixels sees nothing in images of ${imageSize} × ${imageSize}.`,
    words`Set the image size to ${patch} or more.`,
  );
}

function network(architecture: Architecture): Model {
  const { classes } = architecture;
  const patch = detailOf(architecture, 'patch');
  const distilled = detailOf(architecture, 'distillationTokens');
  const grid = gridOf(architecture, patch);
  const first = 1 + distilled;
  const tokens = first + grid * grid;
  const embed = embedAxis(architecture);
  const heads = headsOf(distilled);
  const blocks = blocksIn(architecture).filter((i) => !isGone(architecture, blockName(i), true));
  return chained(
    [
      embedding({ patch, grid, distilled, embed }),
      ...blocks.map((i, at) =>
        block(architecture, i, { tokens, first, grid, covered: grid * patch }, depthOf(at, blocks.length)),
      ),
      {
        name: 'norm',
        stage: 'blocks',
        parameters: transformerNorm('norm', embed),
        taps: ['features'],
        // The tokens that heads look at, side by side.
        run: (weights, x, context) => {
          const [batch = 0, , width = 0] = x.shape;
          const read = slice(x as Tensor3D, [0, 0, 0], [-1, first, width]);
          return reshape(layerNorm(weights, 'norm', read, context, epsilon), [batch, first * width]);
        },
      },
      headsPart(
        heads,
        heads.map((name) => transformerLinear(name, embed, classes)),
      ),
    ],
    { classes },
  );
}

interface Embedding {
  readonly patch: number;
  readonly grid: number;
  readonly distilled: number;
  readonly embed: Axis;
}

/** Images [B, S, S, 3] to tokens [B, 1 + M + n², D]: class token, distillation tokens, patches row by row. */
function embedding({ patch, grid, distilled, embed }: Embedding): Part {
  const filter = patchSpecs(patch, embed);
  const token = (name: string, count: number): ParameterSpec => ({
    ...{ name, kind: 'vector', ...shaped([1, count, embed]), role: 'trainable' },
    initial: { kind: 'truncated-normal', deviation: 0.02 },
  });
  const positions = { ...token('pos_embed', 1 + distilled + grid * grid), tokensBefore: 1 + distilled };
  return {
    name: 'patch_embed',
    stage: 'patch_embed',
    parameters: [
      ...withoutDecay([
        token('cls_token', 1),
        positions,
        ...(distilled > 0 ? [token('dist_token', distilled)] : []),
      ]),
      ...filter,
    ],
    layers: costsAt(grid, filter, grid * patch),
    run(weights, x, context) {
      const seen = tokensOfMap(patches(weights, x as Tensor4D, patch, context));
      const first = distilled > 0 ? ['cls_token', 'dist_token'] : ['cls_token'];
      const tokens = embedTokens(
        seen,
        first.map((name) => named(weights, name)),
        named(weights, 'pos_embed'),
      );
      return dropout('pos_embed', tokens, context);
    },
  };
}

/** PyTorch's convolution as it starts by itself: weight and bias uniform in ±1/√fan_in. */
function patchSpecs(patch: number, embed: Axis): readonly ParameterSpec[] {
  const initial = { kind: 'uniform', bound: 1 / Math.sqrt(3 * patch * patch) } as const;
  return [
    {
      name: `${patchLayer}.weight`,
      kind: 'conv',
      ...shaped([patch, patch, 3, embed]),
      steps: { stride: patch, padding: 0 },
      role: 'trainable',
      initial,
    },
    { name: `${patchLayer}.bias`, kind: 'vector', ...shaped([embed]), role: 'trainable', initial, decay: 0 },
  ];
}

/** [B, S, S, 3] → [B, n, n, D] */
function patches(weights: Parameters, images: Tensor4D, patch: number, context: ForwardContext): Tensor4D {
  const x = context.enter?.(patchLayer, images) ?? images;
  const steps = context.steps?.(patchLayer) ?? { stride: patch, padding: 0 };
  return add(conv2d(weights, patchLayer, x, steps), named<Tensor1D>(weights, `${patchLayer}.bias`));
}

interface Tokens {
  readonly tokens: number;
  /** Those that are no patches, which stand first. */
  readonly first: number;
  /** n, patches along a side. */
  readonly grid: number;
  /** Pixels along a side that are in patches. */
  readonly covered: number;
}

/**
 * x + attention(norm1(x)), then + perceptron(norm2(·)).
 *
 * @param depth see `dropPath`
 */
function block(
  architecture: Architecture,
  i: number,
  { tokens, first, grid, covered }: Tokens,
  depth: number,
): Part {
  const name = blockName(i);
  const axes = blockAxes(architecture, i);
  const layers = layersOfBlock(i);
  const shape = attentionShape(architecture, axes);
  const parameters = [
    ...transformerNorm(`${name}.norm1`, axes.embed),
    ...attentionSpecs(layers, axes),
    ...transformerNorm(`${name}.norm2`, axes.embed),
    ...transformerLinear(layers.first, axes.embed, axes.hidden),
    ...transformerLinear(layers.second, axes.hidden, axes.embed),
  ];
  return {
    ...{ name, stage: 'blocks', parameters, skips: true },
    layers: costsOfTokens(tokens, parameters),
    products: attentionProducts(tokens, axes),
    taps: [name, `${name}.tokens`],
    inside: [layers.name],
    drawn: { kind: 'attention', name: layers.name, heads: shape.heads, first, grid, covered },
    tapped: (tap, given) => (tap === name ? mapOf(given, first, grid) : given),
    run(weights, x, context) {
      const normed = layerNorm(weights, `${name}.norm1`, x as Tensor3D, context, epsilon);
      const branch = attend(weights, layers, normed, shape, context);
      const attended: Tensor3D = add(x, dropPath(`${name}.attn`, branch, depth, context));
      const again = layerNorm(weights, `${name}.norm2`, attended, context, epsilon);
      const given = perceptron(weights, layers, again, context);
      return add(attended, dropPath(`${name}.mlp`, given, depth, context));
    },
  };
}

/** The patches among tokens [B, N, D], where they were in the picture: [B, n, n, D]. */
function mapOf(tokens: Tensor, first: number, grid: number): Tensor4D {
  const [batch = 0, , width = 0] = tokens.shape;
  return reshape(tokensFrom(tokens as Tensor3D, first), [batch, grid, grid, width]);
}
