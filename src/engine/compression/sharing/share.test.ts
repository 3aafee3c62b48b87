import { dispose, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import type { ModelName } from '../../../spec/choices.ts';
import { lacks } from '../../../spec/families/catalogue.ts';
import type { LayerForm } from '../../../spec/network/layerForms.ts';
import { factorisedShared, sharedTwice } from '../../../spec/recipe/share.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { storedSize } from '../../families/storedSize.ts';
import { layersOf } from '../../families/withForms.ts';
import { writeOnnx } from '../../graph/onnx/writeOnnx.ts';
import { recordNetwork } from '../../graph/record.ts';
import { toDevice, toHost } from '../../layers/hostParameters.ts';
import { initialise } from '../../layers/initialise.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { factorable } from '../factorising/factorise.ts';
import { type ShareSettings, share } from './share.ts';

beforeAll(startWasmInNode);

const settings: ShareSettings = {
  ...{ method: 'codebook', entries: 16, init: 'density', scope: 'layer', ratio: 0.125, seed: 1 },
};

async function checkpointOf(family: ModelName, forms: Readonly<Record<string, LayerForm>> = {}) {
  const architecture = {
    ...catalogue[family].architecture({ classes: 4, imageSize: 16, width: 0.5 }),
    forms,
  };
  const parameters = initialise(build(architecture).parameters, random(3));
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return { architecture, tensors } satisfies Checkpoint;
}

const trainedNumbers = ({ architecture }: Checkpoint) =>
  build(architecture).parameters.reduce(
    (sum, { role, shape }) =>
      role === 'trainable' ? sum + shape.reduce((product, length) => product * length, 1) : sum,
    0,
  );

function logitsOf({ architecture, tensors }: Checkpoint): readonly number[] {
  const parameters = toDevice(tensors);
  const images: Tensor4D = tensor4d(
    Float32Array.from({ length: 2 * 16 * 16 * 3 }, (_, i) => Math.sin(i)),
    [2, 16, 16, 3],
  );
  try {
    return tidy(() =>
      Array.from(build(architecture).forward(parameters, images, { training: false }).dataSync()),
    );
  } finally {
    dispose([images, ...Object.values(parameters)]);
  }
}

describe('a codebook', () => {
  it('of as many values as there are weights changes nothing', async () => {
    const from = await checkpointOf('mlp');
    const { checkpoint, report } = await share(from, { ...settings, entries: 65_536 });
    expect(report.relativeError).toBe(0);
    // No index is shorter than a number where no two weights are alike: the layers stay dense.
    expect(checkpoint.architecture.forms).toEqual({});
  });

  it('for each layer takes fewer bytes the fewer values it has, and loses more', async () => {
    const from = await checkpointOf('resnet20');
    const errors: number[] = [];
    const bytes: number[] = [];
    for (const entries of [256, 64, 16, 4, 2]) {
      const { checkpoint, report } = await share(from, { ...settings, entries });
      expect(report.asked).toEqual({ entries });
      errors.push(report.relativeError);
      bytes.push(report.bytes);
      for (const [name, form] of Object.entries(checkpoint.architecture.forms)) {
        expect(form).toMatchObject({ kind: 'codebook' });
        const values = checkpoint.tensors[`${name}.weight_codebook`]?.values;
        expect(values?.length).toBeLessThanOrEqual(entries);
      }
    }
    expect(errors).toEqual(errors.toSorted((a, b) => a - b));
    expect(bytes).toEqual(bytes.toSorted((a, b) => b - a));
    expect(errors[0]).toBeLessThan(1e-3);
  });

  it('counts what training moves, and says the bytes of indices and values', async () => {
    const from = await checkpointOf('resnet20');
    const { checkpoint, report } = await share(from, settings);
    const layers = layersOf(build(from.architecture).parameters);
    const weights = layers.reduce((sum, { weight: { shape } }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    expect(trainedNumbers(from) - trainedNumbers(checkpoint)).toBe(weights - 16 * layers.length);
    const others = storedSize(layers, {}, from.tensors).bytes - 4 * weights;
    // Every layer has an even number of weights.
    expect(report.bytes).toBe(others + weights / 2 + 4 * 16 * layers.length);
  });

  it('for all layers is there once', async () => {
    const from = await checkpointOf('resnet20');
    const { checkpoint, report } = await share(from, { ...settings, scope: 'network' });
    const books = Object.keys(checkpoint.tensors).filter((name) => name.endsWith('codebook'));
    expect(books).toEqual(['conv1.weight_codebook']);
    const each = await share(from, settings);
    const layers = layersOf(build(from.architecture).parameters);
    expect(report.bytes).toBe(each.report.bytes - 4 * 16 * (layers.length - 1));
    expect(report.relativeError).toBeGreaterThan(each.report.relativeError);
    expect(logitsOf(checkpoint).every(Number.isFinite)).toBe(true);
  });

  it.each(['layer', 'network'] as const)('keeps zeros of a mask at 0 (%s)', async (scope) => {
    const from = await checkpointOf('mlp', { fc2: { kind: 'masked' } });
    const tensors = Object.fromEntries(
      Object.entries(from.tensors).map(([name, { shape, values }]) => [
        name,
        { shape, values: name.endsWith('mask') ? values.map((_, i) => Number(i % 4 === 0)) : values },
      ]),
    );
    const { checkpoint } = await share({ ...from, tensors }, { ...settings, scope });
    const index = checkpoint.tensors['fc2.weight_index']?.values ?? [];
    expect([...index].every((entry, i) => entry === 0 || i % 4 === 0)).toBe(true);
    expect([...index].filter((entry) => entry === 0)).toHaveLength((3 * index.length) / 4);
    const owner = scope === 'layer' ? 'fc2' : 'fc1';
    expect(checkpoint.tensors[`${owner}.weight_codebook`]?.values[0]).toBe(0);
    expect([...(checkpoint.tensors[`${owner}.weight_codebook_mask`]?.values ?? [])].slice(0, 2)).toEqual([
      0, 1,
    ]);
    const layers = layersOf(build({ ...from.architecture, forms: {} }).parameters);
    const { sparsity } = storedSize(layers, checkpoint.architecture.forms, checkpoint.tensors);
    expect(sparsity).toBeGreaterThan(0.01);
  });

  it('is made anew of one that was shared before', async () => {
    const once = await share(await checkpointOf('resnet8'), settings);
    const again = await share(once.checkpoint, settings);
    expect(again.report.relativeError).toBeLessThan(1e-12);
    expect(again.checkpoint.architecture).toEqual(once.checkpoint.architecture);
  });
});

describe('hashed weights', () => {
  it('are the nearest that the hash allows, without indices', async () => {
    const from = await checkpointOf('resnet8');
    const { checkpoint, report } = await share(from, { ...settings, method: 'hashed' });
    expect(Object.keys(checkpoint.tensors).filter((name) => name.includes('index'))).toEqual([]);
    expect(report.reached.ratio).toBeCloseTo(0.125, 2);
    // An eighth of numbers drawn at random says an eighth of their squares.
    expect(report.relativeError).toBeGreaterThan(0.8);
    expect(report.relativeError).toBeLessThan(0.95);
    const whole = await share(from, { ...settings, method: 'hashed', ratio: 1 });
    expect(whole.report.relativeError).toBe(0);
    const [expected, found] = [logitsOf(from), logitsOf(whole.checkpoint)];
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(expected[i] ?? 0, 4);
  });

  it('are others by another seed', async () => {
    const from = await checkpointOf('mlp');
    const of = async (seed: number) =>
      (await share(from, { ...settings, method: 'hashed', seed })).checkpoint;
    expect(await of(1)).toEqual(await of(1));
    expect(await of(2)).not.toEqual(await of(1));
  });
});

describe('shared blocks', () => {
  it('have the first one’s weights, and norms of their own', async () => {
    const from = await checkpointOf('resnet20');
    const { checkpoint, report } = await share(from, { ...settings, method: 'blocks' });
    expect(report.reached).toEqual({ blocks: 4 });
    expect(checkpoint.architecture.forms).toEqual(
      Object.fromEntries(
        [
          ['layer1.1', 'layer1.0'],
          ['layer1.2', 'layer1.0'],
          ['layer2.2', 'layer2.1'],
          ['layer3.2', 'layer3.1'],
        ].flatMap(([one, other]) =>
          ['conv1', 'conv2'].map((conv) => [
            `${one}.${conv}`,
            { kind: 'sharedWith', layer: `${other}.${conv}` },
          ]),
        ),
      ),
    );
    expect(checkpoint.tensors['layer1.1.bn1.weight']).toBeDefined();
    expect(checkpoint.tensors['layer1.1.conv1.weight']).toBeUndefined();
    const squares = [8, 8, 16, 32].reduce((sum, width) => sum + 2 * 9 * width ** 2, 0);
    expect(trainedNumbers(from) - trainedNumbers(checkpoint)).toBe(squares);
    expect(report.bytes).toBe(report.bytesBefore - 4 * squares);
    // And values on top of it.
    const both = await share(checkpoint, settings);
    expect(both.checkpoint.architecture.forms['layer1.1.conv1']).toEqual({
      ...{ kind: 'sharedWith', layer: 'layer1.0.conv1' },
    });
    expect(both.checkpoint.architecture.forms['layer1.0.conv1']).toEqual({ kind: 'codebook', entries: 16 });
    expect(logitsOf(both.checkpoint).every(Number.isFinite)).toBe(true);
  });

  it('are refused a second time, and are no factors, each for its own reason', async () => {
    const settled = { ...settings, method: 'blocks' } as const;
    const { checkpoint } = await share(await checkpointOf('resnet14'), settled);
    await expect(share(checkpoint, settled)).rejects.toMatchObject({
      problem: { code: 'setting-invalid', what: sharedTwice.what },
    });
    const { checkpoint: valued } = await share(checkpoint, settings);
    for (const shared of [checkpoint, valued]) {
      await expect(factorable(shared)).rejects.toMatchObject({
        problem: { code: 'setting-invalid', what: factorisedShared.what },
      });
    }
  });

  it('are refused where no two are alike', async () => {
    for (const name of ['mlp', 'cnn', 'resnet8', 'mobilenet', 'resnet14', 'mobilenetv2'] as const) {
      const shared = share(await checkpointOf(name), { ...settings, method: 'blocks' });
      if (lacks(name, 'alike'))
        await expect(shared).rejects.toMatchObject({ problem: { code: 'setting-invalid' } });
      else expect((await shared).report.reached.blocks).toBeGreaterThan(0);
    }
  });
});

it.each([
  { method: 'codebook', scope: 'layer' },
  { method: 'codebook', scope: 'network' },
  { method: 'hashed' },
  { method: 'blocks' },
] as const)('a network with %o leaves as the dense float one that it computes as', async (how) => {
  const { checkpoint } = await share(await checkpointOf('resnet14'), { ...settings, ...how });
  const parameters = toDevice(checkpoint.tensors);
  const recording = await recordNetwork(build(checkpoint.architecture), parameters, { imageSize: 16 });
  dispose({ ...parameters });
  const kernels = new Set(recording.steps.map(({ kernel }) => kernel));
  expect([...kernels].filter((kernel) => /Codebook|Hashed|Gather/.test(kernel))).toEqual([]);
  expect(writeOnnx(recording, {}).length).toBeGreaterThan(1000);
});

it('refuses a quantised network', async () => {
  const from = await checkpointOf('mlp', { fc2: { kind: 'fakeQuantised', bits: 8, activationBits: 8 } });
  await expect(share(from, settings)).rejects.toMatchObject({ problem: { code: 'setting-invalid' } });
});
