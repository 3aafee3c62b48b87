/**
 * No import of tfjs's own layers here: what loads them is tested too.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import {
  engine,
  getGradient,
  getKernel,
  memory,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import {
  disposeAll,
  expectClose,
  filesOf,
  given,
  largestError,
  normalised,
  pixels,
  predictionOf,
  problemOf,
  rows,
  size,
  startCpu,
  type Weight,
  waves,
} from './modelCases.ts';
import type { ModelFiles } from './modelFiles.ts';
import { openTfjsModel } from './openTfjsModel.ts';

const options = { scale: 'zero-to-one' } as const;

beforeEach(startCpu);

/** Mean over the image, then 3 → 2 by `kernel` and `bias`. */
const layer = (class_name: string, config: object) => ({ class_name, config });
function topologyOf(inputShape: readonly (number | null)[] = [null, size, size, 3], first: object[] = []) {
  const pooling = { name: 'pool', data_format: 'channels_last' };
  const dense = { name: 'dense', units: 2, activation: 'softmax', use_bias: true };
  const stack = [
    layer('InputLayer', { batch_input_shape: inputShape, dtype: 'float32', name: 'input' }),
    ...first,
    layer('GlobalAveragePooling2D', pooling),
    layer('Dense', dense),
  ];
  return layer('Sequential', { name: 'small', layers: stack });
}
const kernel = waves(6, 1);
const bias = waves(2, 2);
const weights: readonly Weight[] = [
  { name: 'dense/kernel', shape: [3, 2], values: kernel },
  { name: 'dense/bias', shape: [2], values: bias },
];
const small = (json: object = {}) =>
  filesOf({ format: 'layers-model', modelTopology: topologyOf(), ...json }, weights);

/** The logits by hand. */
function expected(k: ArrayLike<number> = kernel, b: ArrayLike<number> = bias): number[] {
  const at = (array: ArrayLike<number>, i: number) => array[i] ?? Number.NaN;
  return rows(pixels, size * size * 3).flatMap((image) => {
    const means = [0, 1, 2].map((c) => {
      const channel = image.filter((_, i) => i % 3 === c);
      return channel.reduce((sum, value) => sum + value, 0) / channel.length;
    });
    return [0, 1].map((j) => means.reduce((sum, mean, c) => sum + mean * at(k, 2 * c + j), at(b, j)));
  });
}

describe('opening', () => {
  it('leaves our gradients and the backends as they were', async () => {
    const [sum, backends] = [getGradient('Sum'), Object.keys(engine().registryFactory)];
    const foreign = await openTfjsModel(small(), options);
    // tfjs-layers was loaded just now: the lab has no gradient for Selu.
    expect(getGradient('Selu')).toBeDefined();
    expect(getGradient('Sum')).toBe(sum);
    expect(Object.keys(engine().registryFactory)).toEqual(backends);
    expectClose(await predictionOf(foreign.logits), expected());
    disposeAll(foreign);
  });

  it('says what the files say', async () => {
    const files = small({ generatedBy: 'a test', userDefinedMetadata: { labels: ['ant', 'bee'] } });
    const foreign = await openTfjsModel(files, { scale: 'bytes' });
    expect(foreign.metadata).toEqual({
      format: 'tfjs LayersModel',
      generatedBy: 'a test',
      classes: '["ant","bee"]',
      inputScale: 'bytes',
      logits: 'logits',
    });
    expect(foreign.logits).toMatchObject({ outputs: 2, parameters: 8, bytes: 32, imageSize: size });
    disposeAll(foreign);
  });

  it('names models by manifest, weights, what is asked, and scale', async () => {
    const changed = weights.map((weight) => ({ ...weight, values: waves(weight.values.length, 9) }));
    const opened = await Promise.all([
      openTfjsModel(small(), options),
      openTfjsModel(small(), { scale: 'bytes' }),
      openTfjsModel(small({ generatedBy: 'another' }), options),
      openTfjsModel(filesOf({ modelTopology: topologyOf() }, changed), options),
      openTfjsModel(small(), options),
    ]);
    const names = opened.map(({ logits }) => logits?.fingerprint);
    expect(new Set(names).size).toBe(4);
    expect(names[4]).toBe(names[0]);
    expect(opened[0]?.features?.fingerprint).not.toBe(names[0]);
    opened.forEach(disposeAll);
  });

  it('reads weights that are quantised', async () => {
    // Affine: value = code · scale + min.
    const min = -2;
    const step = 4 / 255;
    const codes = Uint8Array.from(kernel, (value) => Math.round((value - min) / step));
    const fine = 4 / 65535;
    const fineCodes = Uint16Array.from(bias, (value) => Math.round((value - min) / fine));
    const files = filesOf({ modelTopology: topologyOf() }, [
      { ...given8(codes, step, min) },
      {
        name: 'dense/bias',
        shape: [2],
        values: fineCodes,
        quantization: { dtype: 'uint16', scale: fine, min, original_dtype: 'float32' },
      },
    ]);
    const foreign = await openTfjsModel(files, options);
    const decoded = Array.from(codes, (code) => code * step + min);
    const decodedBias = Array.from(fineCodes, (code) => code * fine + min);
    expectClose(await predictionOf(foreign.logits), expected(decoded, decodedBias));
    expect(largestError(decoded, kernel)).toBeLessThan(0.01);
    expect(foreign.logits?.bytes).toBe(6 + 4);
    disposeAll(foreign);
  });

  it('reads weights of half precision', async () => {
    // IEEE 754 binary16: 1.5, −2, 0.25, 0, 1, −0.5.
    const halves = Uint16Array.of(0x3e00, 0xc000, 0x3400, 0, 0x3c00, 0xb800);
    const files = filesOf({ modelTopology: topologyOf() }, [
      { name: 'dense/kernel', shape: [3, 2], values: halves, quantization: { dtype: 'float16' } },
      { name: 'dense/bias', shape: [2], values: bias },
    ]);
    const foreign = await openTfjsModel(files, options);
    expectClose(await predictionOf(foreign.logits), expected([1.5, -2, 0.25, 0, 1, -0.5]));
    disposeAll(foreign);
  });

  it('asks a network for batches of one size as it wants', async () => {
    const files = filesOf({ modelTopology: topologyOf([2, size, size, 3]) }, weights);
    const foreign = await openTfjsModel(files, options);
    expectClose(await predictionOf(foreign.logits), expected());
    disposeAll(foreign);
  });
});

function given8(values: Uint8Array, step: number, min: number): Weight {
  return {
    name: 'dense/kernel',
    shape: [3, 2],
    values,
    quantization: { dtype: 'uint8', scale: step, min, original_dtype: 'float32' },
  };
}

describe('what cannot be opened', () => {
  const withManifest = (manifest: string): ModelFiles => ({ ...small(), manifest });
  const changed = (change: object) =>
    withManifest(JSON.stringify({ ...JSON.parse(small().manifest), ...change }));
  const other = (entry: object) =>
    changed({
      weightsManifest: [{ paths: ['weights.bin'], weights: [{ name: 'w', shape: [1], ...entry }] }],
    });
  const custom = topologyOf(undefined, [
    layer('BatchNormalization', { name: 'norm' }),
    layer('Lambda', { name: 'mine' }),
  ]);
  const wide = topologyOf([null, 8, 6, 3]);
  const grey = topologyOf([null, 8, 8, 1]);
  const flat = layer('Sequential', {
    name: 'flat',
    layers: [layer('Dense', { name: 'dense', units: 2, batch_input_shape: [null, 3] })],
  });
  const map = layer('Sequential', {
    name: 'map',
    layers: [
      layer('ZeroPadding2D', {
        name: 'pad',
        batch_input_shape: [null, 8, 8, 3],
        padding: [
          [1, 1],
          [1, 1],
        ],
      }),
    ],
  });
  const cases: readonly (readonly [string, () => ModelFiles, string])[] = [
    [
      'no JSON',
      () => withManifest('<html>'),
      'weights-invalid: model.json is no tfjs model that can be read: it is not JSON',
    ],
    ['no object', () => withManifest('[1]'), 'it is not JSON'],
    ['no topology', () => changed({ modelTopology: undefined }), 'it has no modelTopology'],
    ['no manifest', () => changed({ weightsManifest: undefined }), 'it has no weightsManifest'],
    [
      'a damaged manifest',
      () => changed({ weightsManifest: [{ paths: 'a' }] }),
      'its weightsManifest is damaged',
    ],
    [
      'another format',
      () => changed({ format: 'mine', modelTopology: {} }),
      'neither a LayersModel nor a GraphModel',
    ],
    ['an unknown type', () => other({ dtype: 'bfloat16' }), 'keeps the weights w as bfloat16'],
    [
      'an unknown code',
      () => other({ dtype: 'float32', quantization: { dtype: 'int4' } }),
      'keeps the weights w as int4',
    ],
    [
      'a code without scale',
      () => other({ dtype: 'float32', quantization: { dtype: 'uint8' } }),
      'weightsManifest is damaged',
    ],
    [
      'a short shard',
      () => ({ ...small(), shard: async () => new Uint8Array(31) }),
      'weights.bin should be 32 bytes long, and are 31',
    ],
    [
      'a long shard',
      () => ({ ...small(), shard: async () => new Uint8Array(36) }),
      'should be 32 bytes long, and are 36',
    ],
    ['a custom layer', () => changed({ modelTopology: custom }), 'needs Lambda, which tfjs does not know'],
    [
      'weights of another network',
      () => changed({ modelTopology: topologyOf(undefined, [layer('Dense', { name: 'more', units: 3 })]) }),
      'more',
    ],
    ['images that are not square', () => changed({ modelTopology: wide }), 'its input is [?, 8, 6, 3]'],
    ['grey images', () => changed({ modelTopology: grey }), 'teacher-mismatch'],
    ['no images', () => changed({ modelTopology: flat }), 'its input is [?, 3]'],
    [
      'no row for an image',
      () => filesOf({ modelTopology: map }, []),
      'teacher-mismatch: model.json does not give one row of numbers for an image',
    ],
  ];

  it.each(cases)('%s', async (_, files, complaint) => {
    const before = memory().numTensors;
    expect(await problemOf(openTfjsModel(files(), options))).toContain(complaint);
    expect(memory().numTensors).toBe(before);
  });

  it('images of another size', async () => {
    const foreign = await openTfjsModel(small(), options);
    const complaint = await problemOf(given(foreign.logits).predict(new Float32Array(4 * 4 * 3), 1, 4));
    expect(complaint).toContain('takes images of 8 × 8 pixels, and these are 4 × 4');
    disposeAll(foreign);
  });

  it('an operation that the backend lacks', async () => {
    const foreign = await openTfjsModel(small(), options);
    const mean = getKernel('Mean', 'cpu');
    unregisterKernel('Mean', 'cpu');
    const before = memory().numTensors;
    try {
      const complaint = await problemOf(predictionOf(foreign.logits));
      expect(complaint).toContain(
        'backend-failed: model.json needs the operation Mean, which the backend cpu',
      );
      expect(memory().numTensors).toBe(before);
    } finally {
      registerKernel(mean as NonNullable<typeof mean>);
      disposeAll(foreign);
    }
  });
});

const folder = `${process.env.LAB_DATA ?? '../shared/data'}/mobilenet_tfjs`;
const isGiven = existsSync(folder);

describe.skipIf(!isGiven)('MobileNetV2 of Teachable Machine (skipped without the shared data)', () => {
  interface Golden {
    readonly sum: number;
    readonly first16: readonly number[];
  }
  const text = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');
  const files = (): ModelFiles => ({
    name: 'model.json',
    manifest: text('model.json'),
    metadata: text('metadata.json'),
    shard: async (path) => new Uint8Array(readFileSync(`${folder}/${path}`)),
  });
  const side = 224;
  const images: Readonly<Record<string, (h: number, w: number, c: number) => number>> = {
    zeros: () => 0,
    ones: () => 1,
    sin: (h, w, c) => Math.sin(0.05 * (h + 2 * w) + c),
  };
  const at = (i: number) => [Math.floor(i / (3 * side)), Math.floor(i / 3) % side, i % 3] as const;
  const layerName = 'layer:global_average_pooling2d_GlobalAveragePooling2D1';

  it.each(['cpu', 'wasm'])(
    'gives the features that PyTorch computed, on %s',
    async (backend) => {
      if (backend === 'wasm') await startWasmInNode();
      const { cases } = JSON.parse(text('golden_outputs.json')) as {
        cases: Readonly<
          Record<string, Readonly<Record<string, Golden>> & { readonly output_first16: number[] }>
        >;
      };
      const before = memory().numTensors;
      const foreign = await openTfjsModel(files(), { scale: 'zero-to-one' });
      expect(memory().numTensors).toBe(before + 263);
      expect(foreign.features).toMatchObject({ outputs: 1280, imageSize: side });
      expect(foreign.logits?.outputs).toBe(2);
      expect(foreign.metadata.classes).toBe('["Recyclable Materials","Unrecyclable Materials"]');
      for (const [name, golden] of Object.entries(cases)) {
        const pixel = images[name];
        const reference = golden[layerName];
        if (!pixel || !reference) throw new Error(`${name} is unknown.`);
        // The goldens are fed as they are, which `zero-to-one` does once the lab's normalisation is undone.
        const one = normalised(Float32Array.from({ length: 3 * side * side }, (_, i) => pixel(...at(i))));
        const features = await given(foreign.features).predict(one, 1, side);
        const total = features.reduce((sum, value) => sum + value, 0);
        const errors = [
          largestError(features.subarray(0, 16), reference.first16),
          Math.abs(total / reference.sum - 1),
        ];
        expect(Math.max(...errors)).toBeLessThan(1e-4);
        const [a = Number.NaN, b = Number.NaN] = await given(foreign.logits).predict(one, 1, side);
        const [p = Number.NaN, q = Number.NaN] = golden.output_first16;
        expect(Math.abs((a - b) / (Math.log(p) - Math.log(q)) - 1)).toBeLessThan(1e-3);
      }
      disposeAll(foreign);
      expect(memory().numTensors).toBe(before);
    },
    120_000,
  );
});

describe('weights that are no numbers are named', () => {
  const spoilt = (values: readonly number[], more: object = {}) =>
    filesOf({ format: 'layers-model', modelTopology: topologyOf() }, [
      { name: 'dense/kernel', shape: [3, 2], values: Float32Array.from(values), ...more },
      { name: 'dense/bias', shape: [2], values: bias },
    ]);

  it('in a LayersModel', async () => {
    const said = await problemOf(openTfjsModel(spoilt([0, Number.NaN, 0, 0, 0, 0]), options));
    expect(said).toContain('weights-invalid');
    expect(said).toContain('1 NaN among the 6 numbers of dense/kernel');
  });

  it('where they are kept as float16', async () => {
    // Infinity, NaN and four noughts.
    const halves = { values: Uint16Array.of(0x7c00, 0x7e00, 0, 0, 0, 0), quantization: { dtype: 'float16' } };
    const said = await problemOf(openTfjsModel(spoilt([], halves), options));
    expect(said).toContain('1 NaN among the 6 numbers of dense/kernel, 1 infinite ones among the 6');
  });

  it('where codes of 8 or 16 bits stand for them', async () => {
    for (const [dtype, values] of [
      ['uint8', Uint8Array.of(0, 2, 0, 0, 0, 0)],
      ['uint16', Uint16Array.of(0, 2, 0, 0, 0, 0)],
    ] as const) {
      const codes = { values, quantization: { dtype, scale: 3e38, min: 0 } };
      expect(await problemOf(openTfjsModel(spoilt([], codes), options))).toContain(
        '1 infinite ones among the 6 numbers of dense/kernel',
      );
    }
  });

  it('in a GraphModel, but for what is no weight', async () => {
    const graph = (variance: number, bound: number) =>
      filesOf(
        {
          format: 'graph-model',
          modelTopology: {
            node: [
              { name: 'x', op: 'Placeholder' },
              { name: 'bn', op: 'FusedBatchNormV3', input: ['x', 'gamma', 'beta', 'mean', 'variance:0'] },
              { name: 'y', op: 'Minimum', input: ['bn', 'bound'] },
              ...['gamma', 'beta', 'mean', 'variance', 'bound'].map((name) => ({ name, op: 'Const' })),
            ],
          },
        },
        [
          ...['gamma', 'beta', 'mean'].map((name) => ({ name, shape: [1], values: Float32Array.of(1) })),
          { name: 'variance', shape: [1], values: Float32Array.of(variance) },
          { name: 'bound', shape: [1], values: Float32Array.of(bound) },
        ],
      );
    const said = (files: ModelFiles) => problemOf(openTfjsModel(files, options));
    expect(await said(graph(-1, 1))).toContain('1 variances below 0 among the 1 numbers of variance');
    expect(await said(graph(Number.NaN, 1))).toContain('1 NaN among the 1 numbers of variance');
    // This graph is no classifier, which is another matter.
    expect(await said(graph(1, Number.POSITIVE_INFINITY))).not.toContain('infinite');
  });
});
