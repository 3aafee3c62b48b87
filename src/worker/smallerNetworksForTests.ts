/**
 * Small networks of every family that were made smaller in every way, and the files that they leave in; for tests.
 */
import { dispose, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { withoutBlocks } from '../engine/compression/depth/depth.ts';
import { type PruneSettings, prune } from '../engine/compression/pruning/prune.ts';
import { plainPruning } from '../engine/compression/pruning/pruningReference.ts';
import { quantisedForTraining } from '../engine/compression/qat/quantisedForTraining.ts';
import { quantise } from '../engine/compression/quantising/quantise.ts';
import { type ShareSettings, share } from '../engine/compression/sharing/share.ts';
import { loadRuntimeInNode } from '../engine/external/onnx/runtimeInNode.ts';
import { cardOfArchitecture } from '../engine/families/card.ts';
import { build, catalogue } from '../engine/families/catalogue.ts';
import { onScale, withoutScale } from '../engine/families/onScale.ts';
import { layersOf } from '../engine/families/withForms.ts';
import { drawnImages, drawnParameters } from '../engine/graph/drawnNetwork.ts';
import { checkImage } from '../engine/graph/pytorch/checkImage.ts';
import { canFactor } from '../engine/layers/factors.ts';
import { toDevice, toHost } from '../engine/layers/hostParameters.ts';
import { frozenLogits, networkOf } from '../engine/training/teacherLogits.ts';
import type { Checkpoint } from '../engine/transfer/checkpoint.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import type { ExportedNetwork } from '../protocol/exportedNetwork.ts';
import type { ExportFormat, InputScale, ModelName } from '../spec/choices.ts';
import type { Architecture } from '../spec/network/architecture.ts';
import { factoringNames, type LayerFactors } from '../spec/network/layerFactors.ts';
import { exported, type Outgoing } from './questions/exports.ts';
import { openTeacherFile } from './resources/teacherFiles.ts';

const classes = ['ant', 'bee "wild"', 'été'];

interface Size {
  readonly width: number;
  readonly imageSize: number;
}

export async function drawn(name: ModelName, { width, imageSize }: Size): Promise<Checkpoint> {
  const architecture = catalogue[name].architecture({ classes: classes.length, imageSize, width });
  return drawnAs({ architecture });
}

async function drawnAs({ architecture }: Pick<Checkpoint, 'architecture'>): Promise<Checkpoint> {
  const parameters = drawnParameters(build(architecture).parameters);
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return { architecture, tensors };
}

/** More of one group than of another, of streams that shortcuts without weights connect too. */
async function pruned(
  name: ModelName,
  size: Size,
  settings: Partial<PruneSettings> = {},
): Promise<Checkpoint> {
  const whole = await drawn(name, size);
  const global: PruneSettings = { ...plainPruning, scope: 'global', ...settings };
  return (await prune(whole, global, { batches: () => [] })).checkpoint;
}

/** All layers that can, by one method after the other. */
async function factored(name: ModelName, size: Size): Promise<Checkpoint> {
  const { architecture } = await drawn(name, size);
  const layers = layersOf(build(architecture).parameters).slice(0, -1);
  const factors = Object.fromEntries(
    layers.flatMap(({ name: layer, weight }, i): (readonly [string, LayerFactors])[] => {
      const methods = factoringNames.filter((method) => canFactor(weight.kind, method));
      const method = methods[i % methods.length];
      return method ? [[layer, { method, ranks: method === 'tucker' ? [3, 2] : [3] }]] : [];
    }),
  );
  return drawnAs({ architecture: { ...architecture, factors } });
}

async function onGrids(from: Checkpoint, bits: number): Promise<Checkpoint> {
  const settings = { bits, activations: 8, ends: '8' } as const;
  const images = [drawnImages(4, from.architecture.imageSize)];
  return (await quantise(from, settings, { images })).checkpoint;
}

const sharing: ShareSettings = {
  ...{ method: 'codebook', entries: 13, init: 'linear', scope: 'layer', ratio: 0.2, seed: 7 },
};
const shared = async (name: ModelName, size: Size, changes: Partial<ShareSettings>) =>
  (await share(await drawn(name, size), { ...sharing, ...changes })).checkpoint;

async function masked(name: ModelName, size: Size): Promise<Checkpoint> {
  const { architecture } = await drawn(name, size);
  const layers = layersOf(build(architecture).parameters);
  const forms = Object.fromEntries(layers.map((layer) => [layer.name, { kind: 'masked' } as const]));
  const made = await drawnAs({ architecture: { ...architecture, forms } });
  for (const [key, { values }] of Object.entries(made.tensors)) {
    if (!key.endsWith('_mask')) continue;
    for (const i of values.keys()) values[i] = i % 3 === 0 ? 0 : 1;
  }
  return made;
}

async function products(name: ModelName, size: Size): Promise<Checkpoint> {
  const { architecture } = await drawn(name, size);
  const layers = layersOf(build(architecture).parameters);
  const forms = Object.fromEntries(
    layers.map((layer) => [layer.name, { kind: 'lowRank', rank: 3 } as const]),
  );
  return drawnAs({ architecture: { ...architecture, forms } });
}

/** @param activations bits of what layers take; 32 leaves it as it is */
export async function trainedOnLevels(name: ModelName, bits: number, activations = 8): Promise<Checkpoint> {
  const settings = { method: 'lsq', bits, activations, ends: '8', per: 'channel' } as const;
  const images = [drawnImages(4, small.imageSize)];
  return quantisedForTraining(await drawn(name, small), settings, { images });
}

export const [small, photo] = [
  { width: 0.5, imageSize: 16 },
  { width: 0.125, imageSize: 32 },
];
const without = async (name: ModelName, size: Size, blocks: readonly string[]) =>
  withoutBlocks(await drawn(name, size), blocks);

export interface Case {
  readonly make: () => Promise<Checkpoint>;
  readonly takes?: InputScale;
  /** That its card says; none unless given, as of what a recipe made. */
  readonly width?: number;
  readonly metadata?: Outgoing['metadata'];
}

export const cases: Readonly<Record<string, Case>> = {
  'MobileNetV2 as published': { make: () => drawn('mobilenetv2', { width: 1, imageSize: 32 }) },
  'ResNet-18 pruned': { make: () => pruned('resnet18', photo) },
  'ResNet-50 pruned': { make: () => pruned('resnet50', photo) },
  'MobileNetV2 pruned': { make: () => pruned('mobilenetv2', { width: 1, imageSize: 32 }) },
  'ResNet-20 pruned': { make: () => pruned('resnet20', small) },
  'ResNet-20 pruned, of zero-to-one pixels': { make: () => pruned('resnet20', small), takes: 'zero-to-one' },
  'ResNet-20 (option B) pruned': { make: () => pruned('resnet20b', small) },
  'the default student pruned': { make: () => pruned('cnn', small) },
  'MobileNet pruned': { make: () => pruned('mobilenet', small) },
  'an MLP pruned': { make: () => pruned('mlp', { width: 1, imageSize: 37 }) },
  'ViT-tiny pruned, of half the heads': { make: () => pruned('vit-tiny', small, { heads: 0.5 }) },
  'CCT-2 pruned': { make: () => pruned('cct-2', small, { heads: 0.5 }) },
  'ConvNeXt pruned': { make: () => pruned('convnext-cifar', small) },
  'RedNet pruned': { make: () => pruned('rednet-cifar', small) },
  'ViT-tiny without blocks': { make: () => without('vit-tiny', small, ['blocks.1', 'blocks.5']) },
  'ConvNeXt without a block': { make: () => without('convnext-cifar', small, ['features.3.1']) },
  'ViT-tiny as factors': { make: () => factored('vit-tiny', small) },
  'ConvNeXt as factors': { make: () => factored('convnext-cifar', small) },
  'ViT-tiny pruned, of eight bits': { make: async () => onGrids(await pruned('vit-tiny', small), 8) },
  'ConvNeXt of eight bits': { make: async () => onGrids(await drawn('convnext-cifar', small), 8) },
  'ViT-tiny of a codebook for each layer': { make: () => shared('vit-tiny', small, {}) },
  'ConvNeXt of a codebook for each layer': { make: () => shared('convnext-cifar', small, {}) },
  'ViT-tiny of shared blocks': { make: () => shared('vit-tiny', small, { method: 'blocks' }) },
  'ViT-tiny masked': { make: () => masked('vit-tiny', small) },
  'ConvNeXt masked': { make: () => masked('convnext-cifar', small) },
  'ResNet-20 without blocks': { make: () => without('resnet20', small, ['layer1.1', 'layer3.2']) },
  'ResNet-34 without blocks': { make: () => without('resnet34', photo, ['layer1.1', 'layer3.4']) },
  'MobileNetV2 without a block': {
    make: () => without('mobilenetv2', { width: 0.5, imageSize: 32 }, ['features.9']),
  },
  'ResNet-8 as factors': { make: () => factored('resnet8', small) },
  'ResNet-18 as factors': { make: () => factored('resnet18', photo) },
  'MobileNetV2 as factors': { make: () => factored('mobilenetv2', photo) },
  'an MLP as factors': { make: () => factored('mlp', { width: 1, imageSize: 16 }) },
  'ResNet-8 pruned, of eight bits': { make: async () => onGrids(await pruned('resnet8', small), 8) },
  'ResNet-8 as factors of three bits': { make: async () => onGrids(await factored('resnet8', small), 3) },
  'MobileNet pruned, of four bits': { make: async () => onGrids(await pruned('mobilenet', small), 4) },
  'ResNet-8 trained in two bits': { make: () => trainedOnLevels('resnet8', 2) },
  'MobileNet of a codebook for each layer': { make: () => shared('mobilenet', small, {}) },
  'ResNet-8 of one codebook': { make: () => shared('resnet8', small, { scope: 'network' }) },
  'MobileNet hashed': { make: () => shared('mobilenet', small, { method: 'hashed' }) },
  'an MLP hashed': { make: () => shared('mlp', { width: 1, imageSize: 16 }, { method: 'hashed' }) },
  'ResNet-20 of shared blocks': { make: () => shared('resnet20', small, { method: 'blocks' }) },
  'MobileNet masked': { make: () => masked('mobilenet', small) },
  'MobileNet of products': { make: () => products('mobilenet', small) },
};

export interface Exported extends ExportedNetwork {
  readonly architecture: Architecture;
  /** Of `checkImage`. */
  readonly logits: readonly number[];
}

/** As it leaves in a format. */
export async function exportedAs(
  { make, takes = 'imagenet', width, metadata = {} }: Case,
  format: ExportFormat,
): Promise<Exported> {
  const { architecture, tensors } = await make();
  const parameters = toDevice(tensors);
  const { imageSize } = architecture;
  const network = { model: onScale(build(architecture), takes), parameters };
  const logits = tidy(() =>
    withoutScale(network.model)
      .forward(parameters, tensor4d(checkImage(imageSize), [1, imageSize, imageSize, 3]), { training: false })
      .arraySync(),
  );
  try {
    const card = cardOfArchitecture(architecture, width);
    const about = { imageSize, classes, centreCrop: 0.875, metadata, stem: 'student' };
    const file = await exported({ network, card, ...about }, format);
    return { ...file, architecture, logits: logits[0] ?? [] };
  } finally {
    dispose({ ...parameters });
  }
}

/** What opens a file as a teacher makes of it, and of the image of numbers. */
export async function opened(bytes: Uint8Array, imageSize: number, takes: InputScale = 'imagenet') {
  const wanted = { imageSize, classes, teacherInput: takes, teacherHead: 'keep' } as const;
  const { teacher } = await openTeacherFile(bytesInMemory(bytes), 'student', wanted);
  const network = teacher && networkOf(teacher);
  if (!network?.model.architecture) throw new Error('no network of ours');
  const logits = tidy(() =>
    frozenLogits(
      { ...network, model: withoutScale(network.model) },
      tensor4d(checkImage(imageSize), [1, imageSize, imageSize, 3]),
    ).arraySync(),
  );
  dispose({ ...network.parameters });
  return { architecture: network.model.architecture, logits: logits[0] ?? [] };
}

/** What ONNX Runtime makes of the image of numbers. */
export async function runtimeLogits(bytes: Uint8Array, size: number): Promise<readonly number[]> {
  const runtime = await loadRuntimeInNode();
  const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const pixels = checkImage(size);
  const area = size * size;
  const planes = pixels.map((_, to) => pixels[(to % area) * 3 + Math.floor(to / area)] ?? 0);
  const images = new runtime.Tensor('float32', planes, [1, 3, size, size]);
  const { logits } = await session.run({ images });
  await session.release();
  return Array.from((logits?.data ?? []) as Float32Array);
}
