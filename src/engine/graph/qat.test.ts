/**
 * Networks that were quantised in training, in other formats: what ONNX Runtime and TensorFlow.js make of them, against ours.
 */
import { dispose, type Tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { ModelName } from '../../spec/choices.ts';
import type { QatMethod } from '../../spec/recipe/qat.ts';
import { onWholeNumbers } from '../compression/qat/onWholeNumbers.ts';
import { type QatSettings, quantisedForTraining } from '../compression/qat/quantisedForTraining.ts';
import { loadRuntimeInNode } from '../external/onnx/runtimeInNode.ts';
import { Message } from '../external/onnx/wire.ts';
import { build, catalogue } from '../families/catalogue.ts';
import { toDevice, toHost } from '../layers/hostParameters.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import type { Checkpoint } from '../transfer/checkpoint.ts';
import { drawnParameters, opened } from './drawnNetwork.ts';
import { writeGraphModel } from './graphModel.ts';
import { writeOnnx } from './onnx/writeOnnx.ts';
import { recordNetwork } from './record.ts';

beforeAll(startWasmInNode);

const [side, count] = [16, 6];
const pixels = (() => {
  const stream = random(9, 'pictures');
  return Float32Array.from({ length: count * side * side * 3 }, () => stream.normal());
})();
const pictures = () => tensor4d(pixels, [count, side, side, 3]);

async function network(name: ModelName, changes: Partial<QatSettings>): Promise<Checkpoint> {
  const architecture = catalogue[name].architecture({ classes: 5, imageSize: side, width: 0.25 });
  const parameters = drawnParameters(build(architecture).parameters);
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  const settings = { method: 'lsq', bits: 4, activations: 8, ends: '8', per: 'channel', ...changes } as const;
  return quantisedForTraining({ architecture, tensors }, settings, { images: [pictures()] });
}

async function recorded({ architecture, tensors }: Checkpoint) {
  const model = build(architecture);
  const parameters = toDevice(tensors);
  const images = pictures();
  const logits = tidy(() => model.forward(parameters, images, { training: false }));
  const expected = Float32Array.from(await logits.data());
  const recording = await recordNetwork(model, parameters, { imageSize: side });
  dispose({ ...parameters });
  dispose([images, logits]);
  return { recording, expected };
}

async function runtimeLogits(bytes: Uint8Array): Promise<Float32Array> {
  const runtime = await loadRuntimeInNode();
  const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const area = side * side;
  const planes = pixels.map((_, to) => {
    const [image, channel, pixel] = [Math.floor(to / (3 * area)), Math.floor(to / area) % 3, to % area];
    return pixels[(image * area + pixel) * 3 + channel] ?? 0;
  });
  const { logits } = await session.run({
    images: new runtime.Tensor('float32', planes, [count, 3, side, side]),
  });
  await session.release();
  return logits?.data as Float32Array;
}

/** Mean distance over the range: a level more or less of one input is a jump, where other software divides otherwise. */
function gapOf(found: Float32Array, expected: Float32Array): number {
  const range = Math.max(...expected) - Math.min(...expected);
  const gaps = found.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)) / range);
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

/** TensorProtos of a type, by ONNX's number of it. */
const tensorsOf = (bytes: Uint8Array, type: number) =>
  (new Message(bytes).message(7)?.messages(5) ?? []).filter((tensor) => Number(tensor.whole(2)) === type);
const int8 = 3;

describe('of a network that was quantised in training', () => {
  it.each([
    ['lsq', 8, 'channel', 8, true],
    ['lsq', 4, 'tensor', 4, true],
    ['plain', 8, 'channel', 8, true],
    ['pact', 4, 'channel', 4, true],
    ['dorefa', 3, 'channel', 8, true],
    ['twn', 2, 'channel', 32, false],
    ['xnor', 1, 'channel', 1, false],
    ['apot', 4, 'channel', 4, false],
    ['lab', 1, 'channel', 8, true],
    ['bwn', 1, 'channel', 8, true],
    ['ttq', 2, 'channel', 8, false],
  ] as const)(
    '%s of %i bits a %s and %i of activations: ONNX and a GraphModel give its logits',
    async (method: QatMethod, bits, per, activations, isWhole) => {
      for (const name of ['resnet8', 'mlp'] as const) {
        const from = await network(name, { method, bits, per, activations });
        const { recording, expected } = await recorded(from);
        const onnx = writeOnnx(recording, {});
        expect(gapOf(await runtimeLogits(onnx), expected)).toBeLessThan(0.05);
        const whole = await onWholeNumbers(from);
        expect(whole !== undefined).toBe(isWhole);
        if (whole) {
          const other = await recorded(whole);
          // The same levels, with batch norm folded in.
          expect(gapOf(other.expected, expected)).toBeLessThan(0.05);
          const integers = writeOnnx(other.recording, {});
          expect(gapOf(await runtimeLogits(integers), other.expected)).toBeLessThan(0.05);
          expect(tensorsOf(integers, int8)).toHaveLength(Object.keys(from.architecture.forms).length);
        }
        const model = await opened(writeGraphModel(recording, {}));
        const images = pictures();
        const predicted = model.predict(images) as Tensor;
        expect(gapOf(Float32Array.from(await predicted.data()), expected)).toBeLessThan(1e-5);
        dispose([images, predicted]);
        model.dispose();
      }
    },
    60_000,
  );
});
