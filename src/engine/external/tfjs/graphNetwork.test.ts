import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  conv2d,
  engine,
  matMul,
  mean,
  memory,
  mul,
  relu,
  type Tensor,
  tensor2d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { GraphNode } from './graphTail.ts';
import {
  count,
  disposeAll,
  expectClose,
  filesOf,
  pixels,
  predictionOf,
  problemOf,
  rows,
  size,
  softmax,
  startCpu,
  type Weight,
  waves,
} from './modelCases.ts';
import { openTfjsModel } from './openTfjsModel.ts';

const options = { scale: 'zero-to-one' } as const;

beforeEach(startCpu);

type Node = GraphNode & { readonly attr?: object };
const float = { type: 'DT_FLOAT' };
const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
const integers = (...values: number[]) => ({ list: { i: values.map(String) } });
const node = (name: string, op: string, input: readonly string[] = [], attr: object = {}): Node => ({
  name,
  op,
  input,
  attr: { T: float, ...attr },
});
const constant = (name: string, type = 'DT_FLOAT') => node(name, 'Const', [], { dtype: { type } });
const placeholder = (shape: readonly number[], type = 'DT_FLOAT') =>
  node('image', 'Placeholder', [], {
    dtype: { type },
    shape: { shape: { dim: shape.map((length) => ({ size: String(length) })) } },
  });
const conv = (name: string, x: string, filter: string, stride = 2) =>
  node(name, 'Conv2D', [x, filter], {
    strides: integers(1, stride, stride, 1),
    padding: text('SAME'),
    data_format: text('NHWC'),
    dilations: integers(1, 1, 1, 1),
  });

const filter = waves(3 * 3 * 3 * 4, 1);
const kernel = waves(4 * 6, 2);
const last = waves(6 * 5, 3);
const bias = waves(5, 4);
const weights: readonly Weight[] = [
  { name: 'filter', shape: [3, 3, 3, 4], values: filter },
  { name: 'axes', shape: [2], dtype: 'int32', values: Int32Array.of(1, 2) },
  { name: 'kernel', shape: [4, 6], values: kernel },
  { name: 'last', shape: [6, 5], values: last },
  { name: 'bias', shape: [5], values: bias },
];
const constants = [
  ...['filter', 'kernel', 'last', 'bias'].map((name) => constant(name)),
  constant('axes', 'DT_INT32'),
];
const body = (x = 'image'): readonly Node[] => [
  conv('conv', x, 'filter'),
  node('relu', 'Relu', ['conv']),
  node('pool', 'Mean', ['relu', 'axes'], { keep_dims: { b: false }, Tidx: { type: 'DT_INT32' } }),
];
const dense: readonly Node[] = [
  node('hidden', 'MatMul', ['pool', 'kernel']),
  node('active', 'Relu', ['hidden']),
  node('product', 'MatMul', ['active', 'last']),
  node('biased', 'BiasAdd', ['product', 'bias'], { data_format: text('NHWC') }),
];
const end = [node('probabilities', 'Softmax', ['biased']), node('Identity', 'Identity', ['probabilities'])];
const open4 = [-1, size, size, 3];

const filesWith = (nodes: readonly Node[], more: readonly Weight[] = [], json: object = {}) =>
  filesOf({ format: 'graph-model', modelTopology: { node: nodes }, ...json }, [...weights, ...more]);
const whole = (shape: readonly number[] = open4) =>
  filesWith([placeholder(shape), ...constants, ...body(), ...dense, ...end]);

const read = (make: () => Tensor): Float32Array => {
  const answer = tidy(make);
  const values = answer.dataSync().slice() as Float32Array;
  answer.dispose();
  return values;
};
const pooled = (scale = 1) => {
  const images = mul(tensor4d(pixels, [count, size, size, 3]), scale);
  const map = relu(conv2d(images as ReturnType<typeof tensor4d>, tensor4d(filter, [3, 3, 3, 4]), 2, 'same'));
  return mean(map, [1, 2]);
};
const logitsOf = (scale = 1) =>
  add(matMul(relu(matMul(pooled(scale), tensor2d(kernel, [4, 6]))), tensor2d(last, [6, 5])), bias);

describe('a GraphModel', () => {
  it.each(['cpu', 'wasm'])('gives what its softmax reads, and its dense layers, on %s', async (backend) => {
    if (backend === 'wasm') await startWasmInNode();
    const before = memory().numTensors;
    const foreign = await openTfjsModel(whole(), options);
    expect(memory().numTensors).toBe(before + weights.length);
    expect(foreign.logits).toMatchObject({ label: 'tfjs GraphModel', outputs: 5, imageSize: size });
    const logits = await predictionOf(foreign.logits);
    expectClose(logits, read(logitsOf));
    const features = await predictionOf(foreign.features);
    expectClose(features, read(pooled));
    expect(memory().numTensors).toBe(before + weights.length);
    expect(foreign.logits?.parameters).toBe(108 + 24 + 30 + 5);
    expect(foreign.features).toMatchObject({ outputs: 4, parameters: 108, bytes: 4 * (108 + 2) });
    expect(foreign.metadata).toMatchObject({ logits: 'logits', inputScale: 'zero-to-one' });
    disposeAll(foreign);
    expect(memory().numTensors).toBe(before);
    expect(Object.keys(engine().registryFactory).sort()).not.toContain('webgl');
  });

  it('is asked for its signature’s output, fused operations and all', async () => {
    const fused = node('biased', '_FusedMatMul', ['active', 'last', 'bias'], {
      fused_ops: { list: { s: [Buffer.from('BiasAdd').toString('base64')] } },
      num_args: { i: '1' },
    });
    const nodes = [placeholder(open4), ...constants, ...body(), ...dense.slice(0, 2), fused, ...end];
    const signature = { inputs: { x: { name: 'image:0' } }, outputs: { y: { name: 'Identity:0' } } };
    const foreign = await openTfjsModel(filesWith(nodes, [], { signature }), options);
    expectClose(await predictionOf(foreign.logits), read(logitsOf));
    expectClose(await predictionOf(foreign.features), read(pooled));
    expect(foreign.features?.parameters).toBe(108);
    disposeAll(foreign);
  });

  it('may have convolutions for dense layers, and a shape to be taken off', async () => {
    const nodes = [
      placeholder(open4),
      ...constants,
      ...body().map((one) =>
        one.name === 'pool' ? { ...one, attr: { ...one.attr, keep_dims: { b: true } } } : one,
      ),
      constant('unit'),
      conv('scores', 'pool', 'unit', 1),
      node('row', 'Squeeze', ['scores'], { squeeze_dims: integers(1, 2) }),
      node('Softmax', 'Softmax', ['row']),
    ];
    const unit = { name: 'unit', shape: [1, 1, 4, 6], values: kernel };
    const foreign = await openTfjsModel(filesWith(nodes, [unit]), options);
    expectClose(await predictionOf(foreign.features), read(pooled));
    expectClose(
      await predictionOf(foreign.logits),
      read(() => matMul(pooled(), tensor2d(kernel, [4, 6]))),
    );
    disposeAll(foreign);
  });

  it('that is all convolutions has no features of dense layers', async () => {
    const nodes = [placeholder(open4), ...constants, ...body(), node('Softmax', 'Softmax', ['pool'])];
    const foreign = await openTfjsModel(filesWith(nodes), options);
    expectClose(await predictionOf(foreign.logits), read(pooled));
    expect(foreign.features).toBeUndefined();
    disposeAll(foreign);
  });

  it('that ends in pooling has its output for features', async () => {
    const foreign = await openTfjsModel(filesWith([placeholder(open4), ...constants, ...body()]), options);
    expectClose(await predictionOf(foreign.features), read(pooled));
    disposeAll(foreign);
  });

  it('takes one image at a time where it was made so, whether or not it says so', async () => {
    const row = [
      constant('shape', 'DT_INT32'),
      node('row', 'Reshape', ['biased', 'shape'], { Tshape: { type: 'DT_INT32' } }),
    ];
    const one = { name: 'shape', shape: [2], dtype: 'int32', values: Int32Array.of(1, 5) };
    for (const files of [
      whole([1, size, size, 3]),
      filesWith([placeholder(open4), ...constants, ...body(), ...dense, ...row], [one]),
    ]) {
      const before = memory().numTensors;
      const foreign = await openTfjsModel(files, options);
      expectClose(await predictionOf(foreign.logits), read(logitsOf));
      expectClose(await predictionOf(foreign.features), read(pooled));
      disposeAll(foreign);
      expect(memory().numTensors).toBe(before);
    }
  });

  it('with one sigmoid gives the logits of two classes', async () => {
    const score = { name: 'score', shape: [4, 1], values: waves(4, 7) };
    const nodes = [
      placeholder(open4),
      ...constants,
      ...body(),
      constant('score'),
      node('z', 'MatMul', ['pool', 'score']),
      node('p', 'Sigmoid', ['z']),
    ];
    const foreign = await openTfjsModel(filesWith(nodes, [score]), options);
    const logits = await predictionOf(foreign.logits);
    const z = read(() => matMul(pooled(), tensor2d(score.values, [4, 1])));
    expectClose(
      logits,
      [...z].flatMap((value) => [0, value]),
    );
    expectClose(
      rows(logits, 2).map((row) => softmax(row)[1] ?? Number.NaN),
      z.map((value) => 1 / (1 + Math.exp(-value))),
    );
    disposeAll(foreign);
  });

  it.each([
    ['Mul', 1 / 255, 'bytes', 1],
    ['RealDiv', 255, 'bytes', 1],
    ['Mul', 2, 'zero-to-one', 2],
  ] as const)('that begins with %s by %d takes %s', async (op, value, taken, factor) => {
    const scaled = [constant('factor'), node('scaled', op, ['image', 'factor'])];
    const nodes = [placeholder(open4), ...constants, ...scaled, ...body('scaled'), ...dense, ...end];
    const more = { name: 'factor', shape: [], values: Float32Array.of(value) };
    const foreign = await openTfjsModel(filesWith(nodes, [more]), options);
    expect(foreign.metadata.inputScale).toBe(taken);
    expectClose(
      await predictionOf(foreign.logits),
      read(() => logitsOf(factor)),
    );
    disposeAll(foreign);
  });

  it('of whole numbers takes bytes', async () => {
    const nodes = [
      placeholder(open4, 'DT_INT32'),
      node('real', 'Cast', ['image'], { SrcT: { type: 'DT_INT32' }, DstT: float }),
      ...constants,
      ...body('real'),
      ...dense,
      ...end,
    ];
    const foreign = await openTfjsModel(filesWith(nodes), options);
    expect(foreign.metadata.inputScale).toBe('bytes');
    // Rounding moves each pixel by at most half of 1/255.
    const found = (await predictionOf(foreign.logits)).map((value, i) => (value - (bias[i % 5] ?? 0)) / 255);
    const exact = read(logitsOf).map((value, i) => value - (bias[i % 5] ?? 0));
    expectClose(found, exact, 0.01);
    disposeAll(foreign);
  });

  it('with control flow runs, and keeps no tensor', async () => {
    const nodes = [
      placeholder(open4),
      ...constants,
      constant('training', 'DT_BOOL'),
      ...body(),
      node('branch', 'Switch', ['pool', 'training']),
      node('never', 'Neg', ['branch:1']),
      node('always', 'Identity', ['branch:0']),
      node('either', 'Merge', ['always', 'never'], { N: { i: '2' } }),
      ...dense.map((one) => (one.name === 'hidden' ? { ...one, input: ['either', 'kernel'] } : one)),
      ...end,
    ];
    const no = { name: 'training', shape: [], dtype: 'bool', values: Uint8Array.of(0) };
    const before = memory().numTensors;
    const foreign = await openTfjsModel(filesWith(nodes, [no]), options);
    expectClose(await predictionOf(foreign.logits), read(logitsOf));
    expect(memory().numTensors).toBe(before + weights.length + 1);
    disposeAll(foreign);
    expect(memory().numTensors).toBe(before);
  });

  it('with an operation that tfjs lacks is refused by its name', async () => {
    const nodes = [placeholder(open4), ...constants, node('mine', 'MyConv', ['image']), ...body('mine')];
    const before = memory().numTensors;
    expect(await problemOf(openTfjsModel(filesWith(nodes), options))).toContain(
      'weights-invalid: model.json needs MyConv, which tfjs does not know',
    );
    expect(memory().numTensors).toBe(before);
  });
});
