import '@tensorflow/tfjs-backend-cpu';
import { memory, reshape, type Tensor, tensor, tensor4d } from '@tensorflow/tfjs-core';
import { input, type LayersModel, layers, model, sequential } from '@tensorflow/tfjs-layers';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  count,
  disposeAll,
  expectClose,
  normalised,
  pixels,
  predictionOf,
  rows,
  saved,
  setWaves,
  size,
  softmax,
  startCpu,
} from './modelCases.ts';
import type { ModelFiles } from './modelFiles.ts';
import { openTfjsModel } from './openTfjsModel.ts';

const scale = 'zero-to-one';

beforeEach(startCpu);

function valuesFrom(network: LayersModel, values = pixels): Float32Array {
  const images = tensor4d(values, [count, size, size, 3]);
  const answer = network.predict(images) as Tensor;
  const read = answer.dataSync().slice() as Float32Array;
  images.dispose();
  answer.dispose();
  return read;
}

const conv = () =>
  layers.conv2d({
    filters: 4,
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    activation: 'relu',
    inputShape: [size, size, 3],
  });

async function savedWith(network: LayersModel): Promise<ModelFiles> {
  setWaves(network, tensor);
  return saved(network);
}

describe('a LayersModel', () => {
  const bodyOf = (last: ReturnType<typeof layers.dense>[]) =>
    sequential({
      layers: [
        conv(),
        layers.globalAveragePooling2d({}),
        layers.dense({ units: 6, activation: 'relu' }),
        ...last,
      ],
    });

  const endings = {
    'dense with softmax': () => [layers.dense({ units: 5, activation: 'softmax' })],
    'an Activation': () => [layers.dense({ units: 5 }), layers.activation({ activation: 'softmax' })],
    'a Softmax layer': () => [layers.dense({ units: 5 }), layers.softmax({ axis: -1 })],
    'a Reshape after it': () => [
      layers.reshape({ targetShape: [1, 1, 6] }),
      layers.dropout({ rate: 0.5 }),
      layers.conv2d({ filters: 5, kernelSize: 1, activation: 'softmax' }),
      layers.reshape({ targetShape: [5] }),
    ],
  } as const;

  it.each(Object.entries(endings))('with %s gives what stands before the softmax', async (_, ending) => {
    const network = bodyOf(ending() as ReturnType<typeof layers.dense>[]);
    const bare = bodyOf([layers.dense({ units: 5 })]);
    const files = await savedWith(network);
    // The 1 × 1 convolution has the same numbers in the same order.
    const weights = network.getWeights();
    bare.setWeights(weights.map((weight, i) => reshape(weight, bare.weights[i]?.shape as number[])));
    const foreign = await openTfjsModel(files, { scale });
    expect(foreign.logits?.outputs).toBe(5);
    expect(foreign.logits?.label).toBe('tfjs LayersModel');
    expect(foreign.logits?.imageSize).toBe(size);
    expect(foreign.metadata.logits).toBe('logits');
    const logits = await predictionOf(foreign.logits);
    expectClose(logits, valuesFrom(bare));
    expectClose(rows(logits, 5).flatMap(softmax), valuesFrom(network));
    disposeAll(foreign);
  });

  it('keeps no tensor', async () => {
    const image = input({ shape: [size, size, 3] });
    const inner = bodyOf([layers.dense({ units: 5, activation: 'softmax' })]);
    const padded = layers.zeroPadding2d({ padding: 0 }).apply(image);
    const files = await savedWith(model({ inputs: image, outputs: inner.apply(padded) as never }));
    const before = memory().numTensors;
    const foreign = await openTfjsModel(files, { scale });
    // Kernel and bias of three layers.
    expect(memory().numTensors).toBe(before + 6);
    await predictionOf(foreign.logits);
    await predictionOf(foreign.features);
    expect(memory().numTensors).toBe(before + 6);
    foreign.logits?.dispose();
    foreign.logits?.dispose();
    await predictionOf(foreign.features);
    foreign.features?.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('gives what its dense layers see, at the end of the pooling', async () => {
    const network = bodyOf([
      layers.batchNormalization({}),
      layers.dense({ units: 5, activation: 'softmax' }),
    ] as never);
    const pooled = model({ inputs: network.inputs, outputs: network.layers[1]?.output as never });
    const foreign = await openTfjsModel(await savedWith(network), { scale });
    expect(foreign.features?.outputs).toBe(4);
    expectClose(await predictionOf(foreign.features), valuesFrom(pooled));
    // 3·3·3·4 + 4 of the convolution; 4·6 + 6, 2·6 trained and 2·6 moving, and 6·5 + 5 after it.
    expect(foreign.features?.parameters).toBe(112);
    expect(foreign.logits?.parameters).toBe(112 + 30 + 12 + 35);
    expect(foreign.logits?.bytes).toBe(4 * (112 + 30 + 24 + 35));
    expect(foreign.features?.fingerprint).not.toBe(foreign.logits?.fingerprint);
    disposeAll(foreign);
  });

  it('is seen through where models are nested', async () => {
    const backbone = sequential({ layers: [conv(), layers.conv2d({ filters: 7, kernelSize: 3 })] });
    const image = input({ shape: [size, size, 3] });
    const head = sequential({
      layers: [
        layers.dense({ units: 6, activation: 'relu', inputShape: [7] }),
        layers.dense({ units: 5, activation: 'softmax' }),
      ],
    });
    // Something before the backbone, so that it is a layer of its own in the outer graph.
    const padded = layers.zeroPadding2d({ padding: 0 }).apply(image);
    const pooled = layers.globalMaxPooling2d({}).apply(backbone.apply(padded) as never);
    const network = model({ inputs: image, outputs: head.apply(pooled) as never });
    const expected = model({ inputs: image, outputs: pooled as never });
    const foreign = await openTfjsModel(await savedWith(network), { scale });
    expectClose(await predictionOf(foreign.features), valuesFrom(expected));
    expectClose(rows(await predictionOf(foreign.logits), 5).flatMap(softmax), valuesFrom(network));
    disposeAll(foreign);
  });

  it('gives features from inside of a nested model', async () => {
    const image = input({ shape: [size, size, 3] });
    const inner = sequential({
      layers: [conv(), layers.globalAveragePooling2d({}), layers.dense({ units: 5, activation: 'softmax' })],
    });
    const padded = layers.zeroPadding2d({ padding: 0 }).apply(image);
    const network = model({ inputs: image, outputs: inner.apply(padded) as never });
    const foreign = await openTfjsModel(await savedWith(network), { scale });
    const pooled = model({ inputs: inner.inputs, outputs: inner.layers[1]?.output as never });
    expectClose(await predictionOf(foreign.features), valuesFrom(pooled));
    expectClose(rows(await predictionOf(foreign.logits), 5).flatMap(softmax), valuesFrom(network));
    disposeAll(foreign);
  });

  it('whose softmaxes are averaged gives the logarithm of its probabilities', async () => {
    const image = input({ shape: [size, size, 3] });
    const pooled = layers.globalAveragePooling2d({}).apply(conv().apply(image) as never);
    const voices = [0, 1].map(() => layers.dense({ units: 5, activation: 'softmax' }).apply(pooled as never));
    const network = model({ inputs: image, outputs: layers.average().apply(voices as never) as never });
    const foreign = await openTfjsModel(await savedWith(network), { scale });
    expect(foreign.metadata.logits).toBe('log-probabilities');
    expectClose(await predictionOf(foreign.logits), valuesFrom(network).map(Math.log));
    expect(foreign.features).toBeUndefined();
    disposeAll(foreign);
  });

  it('with one sigmoid gives the logits of two classes', async () => {
    const network = bodyOf([layers.dense({ units: 1, activation: 'sigmoid' })]);
    const foreign = await openTfjsModel(await savedWith(network), { scale });
    expect(foreign.logits?.outputs).toBe(2);
    const second = rows(await predictionOf(foreign.logits), 2).map((row) => softmax(row)[1] ?? Number.NaN);
    expectClose(second, valuesFrom(network));
    disposeAll(foreign);
  });

  it('that ends in pooling has its output for features', async () => {
    const network = sequential({ layers: [conv(), layers.globalAveragePooling2d({})] });
    const foreign = await openTfjsModel(await savedWith(network), { scale });
    expectClose(await predictionOf(foreign.features), valuesFrom(network));
    disposeAll(foreign);
  });

  it('that rescales takes bytes, whatever was asked', async () => {
    for (const [factor, taken] of [
      [1 / 127.5, 'bytes'],
      [2, 'zero-to-one'],
    ] as const) {
      const image = input({ shape: [size, size, 3] });
      const rescaled = layers.rescaling({ scale: factor, offset: -1 }).apply(image);
      const pooled = layers.globalAveragePooling2d({}).apply(conv().apply(rescaled) as never);
      const network = model({
        inputs: image,
        outputs: layers.dense({ units: 5 }).apply(pooled as never) as never,
      });
      const foreign = await openTfjsModel(await savedWith(network), { scale });
      expect(foreign.metadata.inputScale).toBe(taken);
      const values = taken === 'bytes' ? pixels.map((value) => 255 * value) : pixels;
      expectClose(await predictionOf(foreign.logits), valuesFrom(network, values));
      disposeAll(foreign);
    }
  });

  it('gets its pixels in the scale that was chosen', async () => {
    const network = bodyOf([layers.dense({ units: 5 })]);
    const files = await savedWith(network);
    const expected = {
      imagenet: normalised(pixels),
      'minus-one-to-one': pixels.map((value) => 2 * value - 1),
      'zero-to-one': pixels,
      bytes: pixels.map((value) => 255 * value),
    } as const;
    for (const [chosen, values] of Object.entries(expected)) {
      const foreign = await openTfjsModel(files, { scale: chosen as keyof typeof expected });
      expect(foreign.metadata.inputScale).toBe(chosen);
      expectClose(await predictionOf(foreign.logits), valuesFrom(network, values));
      disposeAll(foreign);
    }
  });
});
