/**
 * Networks whose layers run as factors, in other formats and on grids of whole numbers.
 */
import { dispose, type Tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelName } from '../../spec/choices.ts';
import { factoringNames, type LayerFactors } from '../../spec/network/layerFactors.ts';
import { quantise } from '../compression/quantising/quantise.ts';
import { loadRuntimeInNode } from '../external/onnx/runtimeInNode.ts';
import { build, catalogue } from '../families/catalogue.ts';
import { layersOf } from '../families/withForms.ts';
import { canFactor } from '../layers/factors.ts';
import { toDevice, toHost } from '../layers/hostParameters.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import type { Checkpoint } from '../transfer/checkpoint.ts';
import { drawnParameters, opened } from './drawnNetwork.ts';
import { writeGraphModel } from './graphModel.ts';
import { writeOnnx } from './onnx/writeOnnx.ts';
import { recordNetwork } from './record.ts';

beforeAll(startWasmInNode);

const side = 13;
const pixels = Float32Array.from({ length: 2 * side * side * 3 }, (_, i) => Math.sin(0.7 * i + (i % 11)));

/** All layers that can, by one method after the other. */
async function factored(name: ModelName): Promise<Checkpoint> {
  const plain = catalogue[name].architecture({ classes: 4, imageSize: side, width: 0.25 });
  const model = build(plain);
  const layers = layersOf(model.parameters).slice(0, -1);
  const factors = Object.fromEntries(
    layers.flatMap(({ name: layer, weight }, i): (readonly [string, LayerFactors])[] => {
      const methods = factoringNames.filter((method) => canFactor(weight.kind, method));
      const method = methods[i % methods.length];
      if (!method) return [];
      return [[layer, { method, ranks: method === 'tucker' ? [3, 2] : [3] }]];
    }),
  );
  const architecture = { ...plain, factors };
  const parameters = drawnParameters(build(architecture).parameters);
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return { architecture, tensors };
}

const images = () => tensor4d(pixels, [2, side, side, 3]);

function logitsOf({ architecture, tensors }: Checkpoint): Float32Array {
  return tidy(
    () =>
      build(architecture)
        .forward(toDevice(tensors), images(), { training: false })
        .dataSync() as Float32Array,
  );
}

async function recordingOf({ architecture, tensors }: Checkpoint) {
  const parameters = toDevice(tensors);
  const recording = await recordNetwork(build(architecture), parameters, { imageSize: side });
  dispose({ ...parameters });
  return recording;
}

async function runtimeLogits(bytes: Uint8Array): Promise<Float32Array> {
  const runtime = await loadRuntimeInNode();
  const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const area = side * side;
  const planes = pixels.map((_, to) => {
    const [image, channel, pixel] = [Math.floor(to / (3 * area)), Math.floor(to / area) % 3, to % area];
    return pixels[(image * area + pixel) * 3 + channel] ?? 0;
  });
  const { logits } = await session.run({ images: new runtime.Tensor('float32', planes, [2, 3, side, side]) });
  await session.release();
  return logits?.data as Float32Array;
}

function gap(found: Float32Array, wanted: Float32Array): number {
  const most = Math.max(...wanted.map(Math.abs));
  return Math.max(...wanted.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN)))) / most;
}

describe.each(['resnet8', 'resnet20b', 'mobilenetv2', 'cnn', 'mlp'] as const)('%s as factors', (name) => {
  it('is written as several layers, as ONNX and as a GraphModel', async () => {
    const network = await factored(name);
    const expected = logitsOf(network);
    const recording = await recordingOf(network);
    const weights = build(network.architecture).parameters.filter((spec) => spec.kind !== 'vector');
    const written = new Map(recording.constants.map((constant) => [constant.name, constant.shape]));
    // A filter with its norm's scale folded in goes by its own name and `folded`.
    for (const weight of weights) {
      expect(written.get(weight.name) ?? written.get(`${weight.name}/folded`), weight.name).toEqual(
        weight.shape,
      );
    }
    expect(gap(await runtimeLogits(writeOnnx(recording, {})), expected)).toBeLessThan(1e-4);
    const model = await opened(writeGraphModel(recording, {}));
    const theirs = tidy(() => (model.predict(images()) as Tensor).dataSync() as Float32Array);
    model.dispose();
    expect(gap(theirs, expected)).toBeLessThan(1e-4);
  });

  it('is quantised factor by factor, and ONNX Runtime agrees', async () => {
    const from = await factored(name);
    const shown = async function* () {
      yield images();
    };
    const settings = { bits: 8, activations: 8, ends: '8' } as const;
    const { checkpoint } = await quantise(from, settings, { images: shown() });
    const layers = layersOf(build({ ...checkpoint.architecture, forms: {} }).parameters);
    expect(Object.keys(checkpoint.architecture.forms)).toEqual(layers.map((layer) => layer.name));
    const expected = logitsOf(checkpoint);
    expect(gap(expected, logitsOf(from))).toBeLessThan(0.2);
    const range = Math.max(...expected) - Math.min(...expected);
    const found = await runtimeLogits(writeOnnx(await recordingOf(checkpoint), {}));
    expect(Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? 0))))).toBeLessThan(
      range / 50,
    );
  });
});

it('draws the weights of factors so that what they give varies as what a layer gives', () => {
  const plain = catalogue.resnet20.architecture({ classes: 4, imageSize: 16, width: 1 });
  const factors = { 'layer2.1.conv1': { method: 'tucker', ranks: [16, 16] } } as const;
  const parameters = drawnParameters(build({ ...plain, factors }).parameters);
  const deviation = (name: string) => {
    const values = Float32Array.from(parameters[name]?.dataSync() ?? []);
    return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  };
  expect(deviation('layer2.1.conv1.0.weight')).toBeCloseTo(Math.sqrt(1 / 32), 1);
  expect(deviation('layer2.1.conv1.2.weight')).toBeCloseTo(Math.sqrt(2 / 16), 1);
  dispose({ ...parameters });
});
