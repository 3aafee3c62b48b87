/**
 * A small network of either format on every backend that this browser has: the same answers, and the one tfjs-core that
 * the lab has loaded.
 */
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { engine, getBackend, getGradient, memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { chooseBackend } from '../../runtime/chooseBackend.ts';
import { disposeAll, expectClose, filesOf, predictionOf, size, type Weight, waves } from './modelCases.ts';
import type { ModelFiles } from './modelFiles.ts';
import { openTfjsModel } from './openTfjsModel.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': plainWasm,
  'tfjs-backend-wasm-simd.wasm': simdWasm,
};

const ofLength = (values: Float32Array) => ({ shape: [values.length], values });
const positive = (values: Float32Array) => values.map((value) => 1 + value * value);

/** As MobileNet is made: convolution, depthwise convolution, batch normalisation, bounded ReLU, pooling, softmax. */
function layersFiles(): ModelFiles {
  const layer = (class_name: string, config: object) => ({ class_name, config });
  const common = { strides: [2, 2], padding: 'same', kernel_size: [3, 3], use_bias: false };
  const layers = [
    layer('InputLayer', { batch_input_shape: [null, size, size, 3], dtype: 'float32', name: 'input' }),
    layer('Conv2D', { ...common, name: 'conv', filters: 8 }),
    layer('BatchNormalization', { name: 'norm', axis: -1, epsilon: 0.001 }),
    layer('ReLU', { name: 'relu', max_value: 6 }),
    layer('DepthwiseConv2D', { ...common, strides: [1, 1], name: 'depth' }),
    layer('GlobalAveragePooling2D', { name: 'pool', data_format: 'channels_last' }),
    layer('Dense', { name: 'hidden', units: 6, activation: 'relu' }),
    layer('Dense', { name: 'classes', units: 5, activation: 'softmax' }),
  ];
  const weights: readonly Weight[] = [
    { name: 'conv/kernel', shape: [3, 3, 3, 8], values: waves(216, 1) },
    { name: 'norm/gamma', ...ofLength(waves(8, 2)) },
    { name: 'norm/beta', ...ofLength(waves(8, 3)) },
    { name: 'norm/moving_mean', ...ofLength(waves(8, 4)) },
    { name: 'norm/moving_variance', ...ofLength(positive(waves(8, 5))) },
    { name: 'depth/depthwise_kernel', shape: [3, 3, 8, 1], values: waves(72, 6) },
    { name: 'hidden/kernel', shape: [8, 6], values: waves(48, 7) },
    { name: 'hidden/bias', ...ofLength(waves(6, 8)) },
    { name: 'classes/kernel', shape: [6, 5], values: waves(30, 9) },
    { name: 'classes/bias', ...ofLength(waves(5, 10)) },
  ];
  return filesOf({ modelTopology: layer('Sequential', { name: 'small', layers }) }, weights);
}

function graphFiles(): ModelFiles {
  const float = { type: 'DT_FLOAT' };
  const integers = (...values: number[]) => ({ list: { i: values.map(String) } });
  const node = (name: string, op: string, input: readonly string[] = [], attr: object = {}) => ({
    name,
    op,
    input,
    attr: { T: float, ...attr },
  });
  const dim = [-1, size, size, 3].map((length) => ({ size: String(length) }));
  const nodes = [
    node('image', 'Placeholder', [], { dtype: float, shape: { shape: { dim } } }),
    ...['filter', 'kernel', 'bias'].map((name) => node(name, 'Const', [], { dtype: float })),
    node('axes', 'Const', [], { dtype: { type: 'DT_INT32' } }),
    node('conv', 'Conv2D', ['image', 'filter'], {
      strides: integers(1, 2, 2, 1),
      padding: { s: btoa('SAME') },
      data_format: { s: btoa('NHWC') },
      dilations: integers(1, 1, 1, 1),
    }),
    node('relu', 'Relu6', ['conv']),
    node('pool', 'Mean', ['relu', 'axes'], { keep_dims: { b: false } }),
    node('product', 'MatMul', ['pool', 'kernel']),
    node('biased', 'BiasAdd', ['product', 'bias'], { data_format: { s: btoa('NHWC') } }),
    node('probabilities', 'Softmax', ['biased']),
  ];
  return filesOf({ format: 'graph-model', modelTopology: { node: nodes } }, [
    { name: 'filter', shape: [3, 3, 3, 4], values: waves(108, 1) },
    { name: 'axes', shape: [2], dtype: 'int32', values: Int32Array.of(1, 2) },
    { name: 'kernel', shape: [4, 5], values: waves(20, 2) },
    { name: 'bias', ...ofLength(waves(5, 3)) },
  ]);
}

async function answers(files: ModelFiles): Promise<{ logits: Float32Array; features: Float32Array }> {
  const before = memory().numTensors;
  const foreign = await openTfjsModel(files, { scale: 'minus-one-to-one' });
  const found = {
    logits: await predictionOf(foreign.logits),
    features: await predictionOf(foreign.features),
  };
  disposeAll(foreign);
  expect(memory().numTensors).toBe(before);
  return found;
}

describe.each([
  ['LayersModel', layersFiles],
  ['GraphModel', graphFiles],
] as const)('a %s', (_, files) => {
  it.each(['wasm', 'webgpu'] as const)('answers on %s as on the CPU', async (backend) => {
    await chooseBackend('cpu', { wasmPaths });
    const sum = getGradient('Sum');
    const expected = await answers(files());
    // The first to open a LayersModel loads tfjs-layers, which brings gradients of its own.
    expect(getGradient('Sum')).toBe(sum);
    await chooseBackend(backend, { wasmPaths });
    expect(getBackend()).toBe(backend);
    const backends = Object.keys(engine().registryFactory).sort();
    const found = await answers(files());
    expectClose(found.features, expected.features, 1e-4);
    expectClose(found.logits, expected.logits, 1e-4);
    expect(Object.keys(engine().registryFactory).sort()).toEqual(backends);
    expect(backends).not.toContain('webgl');
  });
});
