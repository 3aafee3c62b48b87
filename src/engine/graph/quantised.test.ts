/**
 * Quantised networks in other formats: what ONNX Runtime and TensorFlow.js make of them, against our simulated integers.
 */
import { dispose, type Tensor, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { ModelName } from '../../spec/choices.ts';
import { quantise } from '../compression/quantising/quantise.ts';
import type { QuantiseSettings } from '../compression/quantising/settings.ts';
import { tuned } from '../compression/quantising/tuned.ts';
import {
  batchesOf,
  insects,
  logitsOf,
  type Pictures,
  predictionsOf,
  shippedNetwork,
  side,
} from '../compression/shippedNetwork.ts';
import { loadRuntimeInNode } from '../external/onnx/runtimeInNode.ts';
import { Message } from '../external/onnx/wire.ts';
import { openTfjsModel } from '../external/tfjs/openTfjsModel.ts';
import { build, catalogue } from '../families/catalogue.ts';
import { toDevice, toHost } from '../layers/hostParameters.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import type { Checkpoint } from '../transfer/checkpoint.ts';
import { drawnParameters, opened } from './drawnNetwork.ts';
import { writeGraphModel } from './graphModel.ts';
import { writeOnnx } from './onnx/writeOnnx.ts';
import { recordNetwork } from './record.ts';

let unseen: Pictures;
let seen: Pictures;

beforeAll(async () => {
  await startWasmInNode();
  seen = await insects('train', 50);
  unseen = await insects('validation', 200);
}, 60_000);

const quantised = async (from: Checkpoint, settings: QuantiseSettings) =>
  (await quantise(from, settings, { images: batchesOf(seen, 25) })).checkpoint;

async function drawn(name: ModelName): Promise<Checkpoint> {
  const architecture = catalogue[name].architecture({ classes: 10, imageSize: side, width: 0.25 });
  const parameters = drawnParameters(build(architecture).parameters);
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return { architecture, tensors };
}

async function recordingOf({ architecture, tensors }: Checkpoint) {
  const parameters = toDevice(tensors);
  const recording = await recordNetwork(build(architecture), parameters, { imageSize: side });
  dispose({ ...parameters });
  return recording;
}

const eight: QuantiseSettings = { bits: 8, activations: 8, ends: '8' };
const few: QuantiseSettings = { bits: 4, activations: 5, ends: 'same' };

/** [count, S, S, 3] to [count, 3, S, S] */
function planesOf({ pixels }: Pictures): Float32Array {
  const area = side * side;
  return Float32Array.from(pixels, (_, to) => {
    const [image, channel, pixel] = [Math.floor(to / (3 * area)), Math.floor(to / area) % 3, to % area];
    return pixels[(image * area + pixel) * 3 + channel] ?? 0;
  });
}

const firstOf = (pictures: Pictures, count: number): Pictures => ({
  count,
  labels: pictures.labels.subarray(0, count),
  pixels: pictures.pixels.subarray(0, count * side * side * 3),
});

async function runtimeLogits(bytes: Uint8Array, pictures: Pictures): Promise<Float32Array> {
  const runtime = await loadRuntimeInNode();
  const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const images = new runtime.Tensor('float32', planesOf(pictures), [pictures.count, 3, side, side]);
  const { logits } = await session.run({ images });
  await session.release();
  return logits?.data as Float32Array;
}

/** What an eighth bit would tell apart in logits: their range over 255. */
const outputStep = (logits: Float32Array) => (Math.max(...logits) - Math.min(...logits)) / 255;
const gap = (one: Float32Array, other: Float32Array) =>
  Math.max(...one.map((value, i) => Math.abs(value - (other[i] ?? Number.NaN))));

describe('as ONNX', () => {
  it('gives the class of the simulated network on 99 % of images, and logits within a step of the output scale', async () => {
    const network = await quantised(await shippedNetwork(), eight);
    const bytes = writeOnnx(await recordingOf(network), {});
    const expected = await logitsOf(network, unseen);
    const found = await runtimeLogits(bytes, unseen);
    const [classes, theirs] = [predictionsOf(expected), predictionsOf(found)];
    const same = classes.reduce((sum, one, i) => sum + (one === theirs[i] ? 1 : 0), 0);
    expect(same / unseen.count).toBeGreaterThanOrEqual(0.99);
    expect(gap(found, expected)).toBeLessThanOrEqual(outputStep(expected));
    // A quarter of 273,066 float32 weights, and what the graph takes.
    expect(bytes.length).toBeLessThan(0.3 * 4 * 273_066);
    const graph = new Message(bytes).message(7);
    const types = graph?.messages(5).map((tensor) => Number(tensor.whole(2))) ?? [];
    // TensorProto: int8 of 20 weights, int32 of 20 biases.
    expect(types.filter((type) => type === 3)).toHaveLength(20);
    expect(types.filter((type) => type === 6)).toHaveLength(20);
  }, 60_000);

  it.each(['mobilenet', 'mobilenetv2', 'resnet20b', 'mlp', 'cnn'] as const)(
    'holds %s of fewer bits, too',
    async (name) => {
      const network = await quantised(await drawn(name), few);
      const pictures = firstOf(unseen, 10);
      const expected = await logitsOf(network, pictures);
      const found = await runtimeLogits(writeOnnx(await recordingOf(network), {}), pictures);
      const far = found.filter((value, i) => Math.abs(value - (expected[i] ?? 0)) > outputStep(expected));
      expect(far.length).toBe(0);
    },
    60_000,
  );
});

describe('as ONNX, tuned', () => {
  const given = {
    shown: () => ({ images: batchesOf(seen, 25) }),
    stream: random(1),
    once: <Made>(_: string, make: () => Promise<Made>) => make(),
    turn: async () => undefined,
  };
  it.each([
    ['resnet20', { ...few, per: 'tensor', inputs: 'symmetric', observer: 'average' }],
    ['mobilenetv2', { ...few, equalise: 'layers', observer: 'entropy', range: 'mse', correct: 'empirical' }],
    ['cnn', { ...eight, budget: 0.25, rounding: 'stochastic', observer: 'percentile' }],
    ['mlp', { ...few, rounding: 'adaround', steps: 10, range: 'percentile' }],
  ] as const)(
    '%s is in ONNX Runtime what is simulated',
    async (name, settings) => {
      const { checkpoint } = await tuned(await drawn(name), settings, given);
      const pictures = firstOf(unseen, 8);
      const expected = await logitsOf(checkpoint, pictures);
      const bytes = writeOnnx(await recordingOf(checkpoint), {});
      const found = await runtimeLogits(bytes, pictures);
      expect(
        found.filter((value, i) => Math.abs(value - (expected[i] ?? 0)) > outputStep(expected)).length,
      ).toBe(0);
      const types =
        new Message(bytes)
          .message(7)
          ?.messages(5)
          .map((tensor) => Number(tensor.whole(2))) ?? [];
      // Every weight is int8.
      expect(types.filter((type) => type === 3)).toHaveLength(
        Object.keys(checkpoint.architecture.forms).length,
      );
    },
    60_000,
  );
});

describe('as a GraphModel', () => {
  it.each([
    ['shipped', 'wasm', 20, eight],
    ['shipped', 'cpu', 1, eight],
    ['mobilenetv2', 'wasm', 4, few],
    ['mobilenet', 'cpu', 2, few],
    ['mlp', 'cpu', 4, eight],
  ] as const)(
    '%s gives the simulated network’s logits to the bit on %s',
    async (name, backend, count, settings) => {
      await startWasmInNode();
      const network = await quantised(
        name === 'shipped' ? await shippedNetwork() : await drawn(name),
        settings,
      );
      const files = writeGraphModel(await recordingOf(network), {});
      if (backend === 'cpu') {
        const { setBackend } = await import('@tensorflow/tfjs-core');
        await import('@tensorflow/tfjs-backend-cpu');
        await setBackend('cpu');
        registerKernels('cpu');
      }
      const pictures = firstOf(unseen, count);
      const expected = await logitsOf(network, pictures);
      const model = await opened(files);
      const found = tidy(() => {
        const images: Tensor4D = tensor4d(pictures.pixels, [count, side, side, 3]);
        return (model.predict(images) as Tensor).dataSync() as Float32Array;
      });
      model.dispose();
      expect(Array.from(found)).toEqual(Array.from(expected));
      const own = await openTfjsModel(
        {
          name: 'model.json',
          manifest: new TextDecoder().decode(files.modelJson),
          shard: async () => files.weights,
        },
        { scale: 'imagenet' },
      );
      const answer = await own.logits?.predict(pictures.pixels, count, side);
      own.logits?.dispose();
      own.features?.dispose();
      expect(Array.from(answer ?? [])).toEqual(Array.from(expected));
      const floats = Object.values(network.tensors).reduce((sum, { values }) => sum + values.length, 0);
      expect(files.weights.length).toBeLessThan(4 * floats * (name === 'shipped' ? 0.27 : 0.6));
    },
    60_000,
  );
});
