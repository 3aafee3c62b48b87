import '@tensorflow/tfjs-backend-cpu';
import { dispose, getBackend, memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { build, catalogue } from '../../engine/families/catalogue.ts';
import { layersOf } from '../../engine/families/withForms.ts';
import { toHost } from '../../engine/layers/hostParameters.ts';
import { initialise } from '../../engine/layers/initialise.ts';
import { registerKernels } from '../../engine/ops/registerKernels.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import type { GraphBlock, LayerRow, NetworkInside } from '../../protocol/networkInside.ts';
import { type ModelName, modelNames } from '../../spec/choices.ts';
import type { Architecture } from '../../spec/network/architecture.ts';
import type { LayerForm } from '../../spec/network/layerForms.ts';
import { sizeOf } from '../students/networkSize.ts';
import { insideOf, type Known, rootOf } from './networkInside.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

async function checkpointOf(architecture: Architecture): Promise<Checkpoint> {
  const parameters = initialise(build(architecture).parameters, random(3));
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return { architecture, tensors };
}

const architectureOf = (name: ModelName, imageSize = 32, width = 1) =>
  catalogue[name].architecture({ classes: 10, imageSize, width });

const withForm = (architecture: Architecture, form: LayerForm): Architecture => ({
  ...architecture,
  forms: Object.fromEntries(layersOf(build(architecture).parameters).map(({ name }) => [name, form])),
});

const sum = (rows: readonly LayerRow[], of: (row: LayerRow) => number) =>
  rows.reduce((all, row) => all + of(row), 0);
const operationsOf = ({ blocks }: NetworkInside) => blocks.flatMap(({ operations }) => operations);
const product = (lengths: readonly number[]) => lengths.reduce((all, length) => all * length, 1);

/** Counted from the shapes of what was recorded: each number of a layer's output is a sum over its filter. */
function recordedMultiplyAdds(inside: NetworkInside): number {
  const rows = new Map(inside.layers.map((row) => [row.name, row]));
  return operationsOf(inside).reduce((all, { kind, layer, shape, kernel = 1 }) => {
    if (kind === 'involution') return all + product(shape) * kernel ** 2;
    if (kind !== 'conv' && kind !== 'depthwise' && kind !== 'linear') return all;
    const [, ...filter] = rows.get(layer ?? '')?.shape ?? [];
    return all + product(shape) * product(filter);
  }, 0);
}

async function expectSums(checkpoint: Checkpoint) {
  const before = [getBackend(), memory().numTensors];
  const inside = await insideOf(checkpoint);
  expect([getBackend(), memory().numTensors]).toEqual(before);
  const { multiplyAdds, parameters, bytes } = sizeOf(checkpoint);
  const { parts } = build(checkpoint.architecture);
  const products = parts.reduce((all, part) => all + (part.products ?? 0), 0);
  expect(sum(inside.layers, (row) => row.multiplyAdds) + products).toBe(multiplyAdds);
  if (products === 0) expect(multiplyAdds).toBe(recordedMultiplyAdds(inside));
  expect(sum(inside.layers, (row) => row.parameters)).toBe(parameters);
  expect(sum(inside.layers, (row) => row.bytes)).toBe(bytes);
  // What the table says that a layer gives is what it was recorded to give.
  const rows = new Map(inside.layers.map((row) => [row.name, row]));
  for (const { layer, shape } of operationsOf(inside)) {
    if (layer !== undefined && products === 0) expect(rows.get(layer)).toMatchObject({ output: shape });
  }
  return inside;
}

describe('sums over layers', () => {
  it.each(modelNames)('of %s are those of the network, and of its recorded graph', async (name) => {
    const deep =
      /^((resnet|rednet)(18|26|34|38|50|101)|convnext-(tiny|small|base)|deit-.*|vit-b-16|cct-7)$/.test(name);
    await expectSums(await checkpointOf(architectureOf(name, 32, deep ? 0.2 : 0.5)));
    if (!deep && !name.startsWith('rednet'))
      await expectSums(await checkpointOf(architectureOf(name, 33, 0.3)));
  });

  it.each([
    { kind: 'lowRank', rank: 3 },
    { kind: 'codebook', entries: 16 },
    { kind: 'hashed', entries: 9, seed: 1 },
    { kind: 'masked' },
    { kind: 'fakeQuantised', bits: 4, activationBits: 8 },
  ] satisfies LayerForm[])('of $kind layers are those of the network', async (form) => {
    for (const name of ['cnn', 'resnet8', 'mobilenet', 'mlp'] as const) {
      const inside = await expectSums(await checkpointOf(withForm(architectureOf(name), form)));
      const rows = inside.layers.filter(({ kind }) => kind !== 'batchNorm');
      expect(new Set(rows.map((row) => row.form))).toEqual(new Set([form.kind]));
    }
  });
});

it('says bits and zeros of quantised weights as they are used, and draws their grids', async () => {
  const given = await checkpointOf(
    withForm(architectureOf('cnn'), { kind: 'fakeQuantised', bits: 4, activationBits: 8 }),
  );
  const scale = Float32Array.from({ length: 16 }, () => 0.5);
  const values = Float32Array.from({ length: 432 }, (_, i) => (i < 108 ? 0.25 : 0.3));
  const inside = await insideOf({
    ...given,
    tensors: {
      ...given.tensors,
      'conv1.weight': { shape: [3, 3, 3, 16], values },
      'conv1.weight_scale': { shape: [16], values: scale },
    },
  });
  // A quarter lies half way between level 0 and level 1: halves go to the even one.
  expect(inside.layers[0]).toMatchObject({ name: 'conv1', bits: 4, sparsity: 0.25, parameters: 448 });
  // 432 weights of 4 bits, 16 biases and 16 scales of 4 bytes, the input's scale and zero point.
  expect(inside.layers[0]?.bytes).toBe(216 + 64 + 64 + 5);
  expect(operationsOf(inside).map(({ kind, bits }) => [kind, bits])).toEqual([
    ...[1, 2, 3].flatMap(() => [
      ['quantise', 8],
      ['conv', 4],
      ['relu', undefined],
    ]),
    ['globalAverage', undefined],
    ['quantise', 8],
    ['linear', 4],
  ]);
});

describe('a pruned ResNet-20', async () => {
  const published = architectureOf('resnet20');
  const channels = {
    ...published.channels,
    layer1: 12,
    'layer1.0.hidden': 4,
    'layer2.0.hidden': 20,
    layer3: 40,
  };
  const shortcuts = {
    'layer2.0': Array.from({ length: 32 }, (_, i) => (i < 12 ? i : -1)),
    'layer3.0': Array.from({ length: 40 }, (_, i) => (i < 32 ? i : -1)),
  };

  it('is compared with the whole network that its line begins with, or with the family where that is not there', async () => {
    const cut = { ...published, channels, shortcuts };
    const lines = (root: Known | undefined): ((id: string) => Promise<Known | undefined>) => {
      const line: Readonly<Record<string, Known | undefined>> = {
        retrained: { label: 'ResNet-20', parent: 'pruned', architecture: async () => cut },
        pruned: { label: 'ResNet-20', parent: 'root', architecture: async () => cut },
        root,
      };
      return async (id) => line[id];
    };
    const whole = lines({ label: 'the root', architecture: async () => published });
    expect(await rootOf('retrained', cut, whole)).toEqual({ label: 'the root', architecture: published });
    expect(await rootOf('retrained', cut, lines(undefined))).toBeUndefined();
    const { layers } = await insideOf(await checkpointOf(cut));
    expect(layers.find(({ name }) => name === 'layer1.0.conv1')?.kept).toBe(0.25);
  });

  it('has the shapes that were cut by hand', async () => {
    const { layers, keptOf } = await insideOf(await checkpointOf({ ...published, channels, shortcuts }), {
      label: 'ResNet-20',
      architecture: published,
    });
    expect(keptOf).toEqual({ label: 'ResNet-20', published: false });
    const row = (name: string) => layers.find((one) => one.name === name);
    expect(row('conv1')).toMatchObject({
      ...{ kind: 'conv', shape: [12, 3, 3, 3], output: [12, 32, 32], parameters: 324 },
      ...{ multiplyAdds: 1024 * 324, kept: 0.75, bits: 32, bytes: 1296, form: 'dense' },
    });
    expect(row('bn1')).toMatchObject({
      ...{ kind: 'batchNorm', shape: [12], output: [12, 32, 32], parameters: 24, bytes: 192, kept: 0.75 },
    });
    expect(row('layer1.0.conv1')).toMatchObject({ shape: [4, 12, 3, 3], kept: 0.25 });
    expect(row('layer1.0.conv2')).toMatchObject({ shape: [12, 4, 3, 3], multiplyAdds: 1024 * 432 });
    expect(row('layer2.0.conv1')).toMatchObject({ shape: [20, 12, 3, 3], output: [20, 16, 16] });
    expect(row('layer2.0.conv2')).toMatchObject({ shape: [32, 20, 3, 3], kept: 1 });
    expect(row('layer3.2.conv2')).toMatchObject({ shape: [40, 64, 3, 3], output: [40, 8, 8], kept: 0.625 });
    expect(row('linear')).toMatchObject({
      shape: [10, 40],
      output: [10],
      parameters: 410,
      multiplyAdds: 400,
    });
    expect(layers).toHaveLength(39);
  });

  it('draws its widths', async () => {
    const { blocks } = await insideOf(await checkpointOf({ ...published, channels, shortcuts }));
    expect(blocks.map(({ name, gives }) => `${name} ${gives.join('×')}`)).toEqual([
      ...['conv1 12×32×32', 'layer1.0 12×32×32', 'layer1.1 12×32×32', 'layer1.2 12×32×32'],
      ...['layer2.0 32×16×16', 'layer2.1 32×16×16', 'layer2.2 32×16×16'],
      ...['layer3.0 40×8×8', 'layer3.1 40×8×8', 'layer3.2 40×8×8', 'pool 40', 'head 10'],
    ]);
  });
});

describe('the graph', () => {
  const placed = ({ operations }: GraphBlock) =>
    operations.map(({ kind, row, lane }) => `${kind} ${row},${lane}`);

  it('of ResNet-20 has its modules and what passes between them', async () => {
    const { blocks } = await insideOf(await checkpointOf(architectureOf('resnet20')));
    expect(blocks).toHaveLength(12);
    // Stem 3; nine blocks of conv, bn, relu, conv, bn, add, relu; two shortcuts of slice and pad; pool, linear.
    expect(blocks.flatMap(({ operations }) => operations)).toHaveLength(3 + 9 * 7 + 2 * 2 + 2);
    expect(blocks.flatMap(({ edges }) => edges)).toHaveLength(3 + 9 * 8 + 2 * 2 + 2);
    const [, plain, , , halving] = blocks as [GraphBlock, GraphBlock, GraphBlock, GraphBlock, GraphBlock];
    expect(placed(plain)).toEqual([
      'conv 0,0',
      'batchNorm 1,0',
      'relu 2,0',
      'conv 3,0',
      'batchNorm 4,0',
      'add 5,0',
      'relu 6,0',
    ]);
    expect(plain.edges.filter(({ lane }) => lane === 1)).toEqual([
      { from: undefined, to: 'Add', lane: 1, shape: [16, 32, 32] },
    ]);
    // The shortcut's own boxes stand beside the convolutions.
    expect(placed(halving)).toContain('slice 0,1');
    expect(placed(halving)).toContain('pad 1,1');
    expect(halving).toMatchObject({ rows: 7, lanes: 2, takes: [16, 32, 32], gives: [32, 16, 16] });
  });

  it('of MobileNetV2 has its six as one box each, and of ResNet-18 its projections beside', async () => {
    const wide = await insideOf(await checkpointOf(architectureOf('mobilenetv2', 32, 0.25)));
    const kinds = operationsOf(wide).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'relu6')).toHaveLength(35);
    expect(kinds).not.toContain('relu');
    expect(kinds).not.toContain('other');
    const { blocks } = await insideOf(await checkpointOf(architectureOf('resnet18', 32, 0.25)));
    const projecting = blocks.find(({ name }) => name === 'layer2.0');
    expect(projecting && placed(projecting)).toContain('batchNorm 1,1');
  });
});
