/**
 * Written GraphModels, opened by TensorFlow.js's own reader and held against our forward pass.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  avgPool,
  clipByValue,
  concat,
  conv2d,
  depthwiseConv2d,
  div,
  exp,
  fused,
  log,
  matMul,
  max,
  maximum,
  maxPool,
  mean,
  memory,
  minimum,
  mul,
  neg,
  ones,
  pad,
  relu,
  relu6,
  reshape,
  rsqrt,
  setBackend,
  sigmoid,
  slice,
  softplus,
  sqrt,
  square,
  stridedSlice,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tanh,
  tensor4d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { modelNames } from '../../spec/choices.ts';
import { catalogue } from '../families/catalogue.ts';
import type { Network } from '../families/model.ts';
import { fittingSize } from '../families/sizesForTests.ts';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { drawnImages, drawnParameters, opened } from './drawnNetwork.ts';
import { exportedSize } from './exportedSize.ts';
import { type GraphModelFiles, writeGraphModel } from './graphModel.ts';
import { recordNetwork } from './record.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

/** Largest |one − other| over the largest |other|. */
function gapOf(one: ArrayLike<number>, other: Float32Array): number {
  const largest = other.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30);
  return (
    other.reduce((most, value, i) => Math.max(most, Math.abs(value - (one[i] ?? Number.NaN))), 0) / largest
  );
}

async function compare(files: GraphModelFiles, network: Network, parameters: Parameters, images: Tensor4D) {
  const model = await opened(files);
  const ours = tidy(() => network.forward(parameters, images, { training: false }));
  const theirs = tidy(() => model.predict(images) as Tensor);
  expect(theirs.shape).toEqual(ours.shape);
  const [expected, found] = [await ours.data(), await theirs.data()];
  expect(found.every(Number.isFinite)).toBe(true);
  expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0);
  const gap = gapOf(found, expected as Float32Array);
  for (const tensor of [ours, theirs]) tensor.dispose();
  model.dispose();
  return gap;
}

describe.each(['cpu', 'wasm'] as const)('a written network on %s', (backend) => {
  it.each(modelNames)('%s gives our logits', async (name) => {
    await start[backend]();
    const before = memory().numTensors;
    // Of these, 32 pixels take up to a minute in plain JavaScript.
    const size = /^(rednet|cct-7|convnext-(small|base))/.test(name) ? fittingSize(name, 8) : 32;
    const network = catalogue[name].build({
      classes: 5,
      imageSize: size,
      width: /^(deit-|vit-b|cct-7|convnext-(small|base)|rednet[1-9])/.test(name) ? 0.1 : 0.25,
    });
    const parameters = drawnParameters(network.parameters);
    const imageSize = exportedSize(name, size);
    const recording = await recordNetwork(network, parameters, { imageSize });
    const files = writeGraphModel(recording, {});
    for (const side of imageSize === undefined ? [32, 45] : [imageSize]) {
      const images = drawnImages(3, side);
      expect(await compare(files, network, parameters, images)).toBeLessThan(1e-5);
      images.dispose();
    }
    for (const parameter of Object.values(parameters)) parameter.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

/** A network of one operation: images [B, 6, 6, 3] to whatever it gives, as [B, K]. */
function lone(operation: (x: Tensor4D) => Tensor, filter?: ParameterSpec): Network {
  return {
    classes: 1,
    parameters: filter ? [filter] : [],
    multiplyAdds: 0,
    forward: (_, images) => {
      const y = operation(images);
      return reshape(y, [images.shape[0], y.size / images.shape[0]]) as Tensor2D;
    },
  };
}

const filled = (shape: [number, number, number, number]) =>
  tensor4d(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i + 1)),
    shape,
  );
const positive = (x: Tensor4D) => add(square(x), 0.5);

const lones: Readonly<Record<string, (x: Tensor4D) => Tensor>> = {
  Add: (x) => add(x, 0.25),
  Sub: (x) => sub(0.25, x),
  Multiply: (x) => mul(x, x),
  RealDiv: (x) => div(x, positive(x)),
  Maximum: (x) => maximum(x, 0.1),
  Minimum: (x) => minimum(x, 0.1),
  Relu: (x) => relu(x),
  Relu6: (x) => relu6(mul(x, 9)),
  Sigmoid: (x) => sigmoid(x),
  Tanh: (x) => tanh(x),
  Exp: (x) => exp(x),
  Log: (x) => log(positive(x)),
  Sqrt: (x) => sqrt(positive(x)),
  Rsqrt: (x) => rsqrt(positive(x)),
  Square: (x) => square(x),
  Neg: (x) => neg(x),
  'Conv2D, dilated, padded as TensorFlow does': (x) => conv2d(x, filled([3, 3, 3, 4]), 1, 'same', 'NHWC', 2),
  'Conv2D, padded alike': (x) => conv2d(x, filled([3, 3, 3, 4]), 2, 1),
  'DepthwiseConv2dNative, padded alike': (x) => depthwiseConv2d(x, filled([3, 3, 3, 2]), 2, 1),
  'FusedConv2D with a bound': (x) =>
    fused.conv2d({
      x,
      filter: filled([1, 1, 3, 4]),
      strides: 1,
      pad: 'valid',
      bias: ones([4]),
      activation: 'relu6',
    }),
  'FusedConv2D with unlike padding': (x) =>
    fused.conv2d({
      x,
      filter: filled([3, 2, 3, 4]),
      strides: [2, 1],
      pad: [
        [0, 0],
        [2, 1],
        [0, 1],
        [0, 0],
      ],
      bias: ones([4]),
    }),
  'MaxPool of numbers below zero, padded alike': (x) => maxPool(sub(x, 100), 3, 2, 1),
  'MaxPool, padded as TensorFlow does': (x) => maxPool(x, [3, 2], [2, 1], 'same'),
  AvgPool: (x) => avgPool(x, 2, 2, 'valid'),
  Mean: (x) => mean(x, [1, 2]),
  Sum: (x) => sum(x, 3, true),
  Max: (x) => max(x, [1]),
  'BatchMatMul of stacks': (x) => matMul(x, x, true, false),
  ClipByValue: (x) => clipByValue(x, -0.5, 0.25),
  Transpose: (x) => transpose(x, [0, 3, 2, 1]),
  PadV2: (x) =>
    pad(
      x,
      [
        [0, 0],
        [1, 0],
        [0, 2],
        [0, 0],
      ],
      0.5,
    ),
  Slice: (x) => slice(x, [0, 1, 2, 0], [-1, 3, 2, 3]),
  StridedSlice: (x) => stridedSlice(x, [0, 1, 0, 0], [0, 5, 0, 0], [1, 2, 3, 1], 0b1101, 0b1101),
  Concat: (x) => concat([x, mul(x, 2), x], 3),
};

describe('a single operation', () => {
  it.each(Object.keys(lones))('%s means the same', async (name) => {
    await start.cpu();
    const network = lone(lones[name] as (x: Tensor4D) => Tensor);
    const recording = await recordNetwork(network, {}, { imageSize: 6 });
    expect(recording.steps.map(({ kernel }) => kernel)).toContain(name.split(/[ ,]/)[0]);
    const images = drawnImages(3, 6);
    expect(await compare(writeGraphModel(recording, {}), network, {}, images)).toBeLessThan(1e-6);
    images.dispose();
  });

  it('that has no counterpart is named', async () => {
    await start.cpu();
    const recording = await recordNetwork(
      lone((x) => softplus(x)),
      {},
      { imageSize: 6 },
    );
    expect(() => writeGraphModel(recording, {})).toThrow(/kernel Softplus/);
  });
});

describe('the files', () => {
  it('hold the parameters to the bit, by their names, and what is said of the model', async () => {
    await start.cpu();
    const network = catalogue.mlp.build({ classes: 4, imageSize: 20, width: 0.5 });
    const parameters = drawnParameters(network.parameters);
    const recording = await recordNetwork(network, parameters, { imageSize: 20 });
    const { modelJson, weights } = writeGraphModel(recording, { classes: '["a","b","c","d"]' });
    const model = await opened({ modelJson, weights });
    for (const { name } of network.parameters) {
      const [written] = model.weights[name] ?? [];
      expect(await written?.data()).toEqual(await parameters[name]?.data());
    }
    const json = JSON.parse(new TextDecoder().decode(modelJson));
    expect(json.userDefinedMetadata).toEqual({ classes: '["a","b","c","d"]' });
    expect(json.format).toBe('graph-model');
    expect(model.inputs.map(({ name, shape }) => ({ name, shape }))).toEqual([
      { name: 'images', shape: [-1, 20, 20, 3] },
    ]);
    expect(model.outputs.map(({ name }) => name)).toEqual(['logits']);
    model.dispose();
    for (const parameter of Object.values(parameters)) parameter.dispose();
  });
});
