/**
 * What `compression_reference/structured_*.json` holds, for tests: Torch-Pruning's groups and cuts of networks whose weights are
 * made by a formula.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { ModelName } from '../../../spec/choices.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { fromTorchLayout, torchShape } from '../../weights/layout.ts';
import { torchvisionsName } from '../../weights/vitKeys.ts';
import type { LabelledBatch } from '../lossGradients.ts';
import type { PruneSettings } from './prune.ts';

/** A half of each group's channels, by the squares of weights. */
export const plainPruning: PruneSettings = {
  ...{ keep: 0.5, target: 'channels', by: 'magnitude', scope: 'uniform', reduce: 'mean' },
  ...{ depthwise: 'skip', norms: 'auto', round: 1, cap: 1, steps: 1, seed: 0 },
  ...{ heads: 1, headDims: 0, dims: 'own' },
};

interface ReferenceGroup {
  /** The layer that gives the channels. */
  readonly root: string;
  readonly channels: number;
  readonly class: number;
  /** Parameter, dimension in PyTorch's layout, side, length. */
  readonly members: readonly (readonly [string, number, 'in' | 'out', number, ...unknown[]])[];
}

export interface ReferenceCase {
  readonly weights: 'sin' | 'hashed';
  readonly size: number;
  readonly importance: 'l2' | 'taylor';
  readonly isomorphic: boolean;
  readonly global: boolean;
  readonly ratio: number;
  readonly round_to: number | null;
  readonly conv_linear_macs_after: number;
  readonly params_after: number;
  readonly shapes_after: Readonly<Record<string, readonly number[]>>;
  readonly scopes: Readonly<Record<string, { readonly threshold: number; readonly next: number }>>;
  /** Of each group of the structure: all of one that was not touched. */
  readonly kept: readonly (readonly number[] | 'all')[];
  readonly logits_after: readonly number[];
  /** Of the transformer alone. */
  readonly head_pruning_ratio?: number;
  readonly head_dim_pruning_ratio?: number;
  readonly heads_and_head_dim_after?: Readonly<Record<string, readonly [number, number]>>;
  /** Of each group every channel's, where they are told. */
  readonly scores?: readonly (readonly number[])[];
  readonly 'kept_v1.6.1'?: readonly (readonly number[] | 'all')[];
  readonly 'logits_after_v1.6.1'?: readonly number[];
}

export interface Reference {
  readonly model: string;
  readonly structure: { readonly groups: readonly ReferenceGroup[] };
  readonly cases: readonly ReferenceCase[];
}

export const referenceFolder = join(process.env.LAB_DATA ?? '../shared/data', 'compression_reference');
export const referenceIsHere = existsSync(referenceFolder);

export const referenceModels = {
  resnet18: 'resnet18',
  resnet50: 'resnet50',
  mobilenet_v2: 'mobilenetv2',
  convnext_tiny: 'convnext-tiny',
  cifar_resnet20_A: 'resnet20',
  cifar_resnet20_B: 'resnet20b',
} as const satisfies Readonly<Record<string, ModelName>>;
export type ReferenceModel = keyof typeof referenceModels;

export const referenceOf = (model: ReferenceModel | 'vit_small_timm' | 'vit_small_torchvision'): Reference =>
  JSON.parse(readFileSync(join(referenceFolder, `structured_${model}.json`), 'utf8'));

/** The network of a case, for ten classes. */
export function referenceCheckpoint(
  model: ReferenceModel,
  { weights, size }: Pick<ReferenceCase, 'weights' | 'size'>,
): Checkpoint {
  const options = { classes: 10, imageSize: size, width: 1 };
  return byFormula(catalogue[referenceModels[model]].architecture(options), weights);
}

function byFormula(
  architecture: Architecture,
  weights: ReferenceCase['weights'],
  keyOf = (name: string) => name,
): Checkpoint {
  const tensors = build(architecture).parameters.map(({ name, kind, shape }) => {
    const values = formulaValues(keyOf(name), torchShape(kind, shape), weights);
    return [name, { shape, values: fromTorchLayout(kind, shape, values) }] as const;
  });
  return { architecture, tensors: Object.fromEntries(tensors) };
}

/** Patches of 4 pixels, 4 blocks of 4 heads with 16 dimensions, 128 wide inside. */
export function vitCheckpoint({ weights, size }: Pick<ReferenceCase, 'weights' | 'size'>): Checkpoint {
  const blocks = [0, 1, 2, 3].map((i) => ({
    [`blocks.${i}.heads`]: 4,
    [`blocks.${i}.headDim`]: 16,
    [`blocks.${i}.hidden`]: 128,
  }));
  const architecture: Architecture = {
    ...{ family: 'vit-tiny', classes: 10, imageSize: size, forms: {} },
    channels: Object.assign({ embed: 64 }, ...blocks),
    details: { patch: 4, headDim: 16, distillationTokens: 0 },
  };
  return byFormula(architecture, weights, (name) => torchvisionsName(name) ?? name);
}

/** What counts there beside multiply-adds: biases, of convolutions at each place, of linear layers once. */
export function countedBiases({ parameters, parts }: Model): number {
  const costs = new Map(parts.flatMap(({ layers = [] }) => layers.map((cost) => [cost.name, cost] as const)));
  const biases = parameters.map(({ name, shape }) => {
    const layer = name.slice(0, -'.bias'.length);
    const weight = parameters.find((spec) => spec.name === `${layer}.weight`);
    if (!name.endsWith('.bias') || !weight || weight.kind === 'vector') return 0;
    const { size = 1 } = costs.get(layer) ?? {};
    return (shape[0] ?? 0) * (weight.kind === 'linear' ? 1 : size * size);
  });
  return biases.reduce((sum, one) => sum + one, 0);
}

/** @param shape in PyTorch's layout, as the values are */
export function formulaValues(
  name: string,
  shape: readonly number[],
  weights: ReferenceCase['weights'],
): Float32Array {
  const seed = crc32(name);
  const phase = ((seed % 1000) / 1000) * 2 * Math.PI;
  const wave = (i: number) =>
    weights === 'sin' ? Math.sin(0.73 * i + phase) : mixed((i + seed) >>> 0) / 2 ** 31 - 1;
  const fanIn = shape.slice(1).reduce((product, length) => product * length, 1);
  const scale = Math.sqrt(2 / fanIn) * Math.sqrt(weights === 'sin' ? 2 : 3);
  const value = (i: number) => {
    const s = wave(i);
    if (name.endsWith('running_var')) return 1 + 0.5 * s;
    if (name.endsWith('running_mean') || name.endsWith('bias')) return 0.05 * s;
    return shape.length === 1 ? 1 + 0.1 * s : s * scale;
  };
  const length = shape.reduce((product, one) => product * one, 1);
  return Float32Array.from({ length }, (_, i) => value(i));
}

/** The finaliser of MurmurHash3, 32 bits. */
function mixed(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** CRC-32 (ISO 3309), as Python's `zlib.crc32`. */
function crc32(text: string): number {
  let crc = 0xffff_ffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

/** [count, S, S, 3]: image b is sin(0.11·row + 0.07·column + 1.3·channel + 0.9·b). */
export function referenceImages(count: number, size: number): Tensor4D {
  const values = Float32Array.from({ length: count * size * size * 3 }, (_, i) => {
    const [channel, column] = [i % 3, Math.floor(i / 3) % size];
    const [row, b] = [Math.floor(i / (3 * size)) % size, Math.floor(i / (3 * size * size))];
    return Math.sin(0.11 * row + 0.07 * column + 1.3 * channel + 0.9 * b);
  });
  return tensor4d(values, [count, size, size, 3]);
}

/** Four images, of which image b is of class b. */
export function* referenceBatches(size: number): Generator<LabelledBatch> {
  const rows = Float32Array.from({ length: 40 }, (_, i) => (i % 10 === Math.floor(i / 10) ? 1 : 0));
  yield { images: referenceImages(4, size), labels: tensor2d(rows, [4, 10]) };
}
