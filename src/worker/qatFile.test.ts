/**
 * Networks that were quantised in training, out as files and in again.
 */
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { quantisedForTraining } from '../engine/compression/qat/quantisedForTraining.ts';
import { openOnnx } from '../engine/external/onnx/onnxExternal.ts';
import { loadRuntimeInNode } from '../engine/external/onnx/runtimeInNode.ts';
import { cardOfArchitecture } from '../engine/families/card.ts';
import { build, catalogue } from '../engine/families/catalogue.ts';
import { drawnImages, drawnParameters } from '../engine/graph/drawnNetwork.ts';
import { toDevice, toHost } from '../engine/layers/hostParameters.ts';
import { startWasmInNode } from '../engine/ops/wasmInNode.ts';
import { frozenLogits, networkOf } from '../engine/training/teacherLogits.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import type { QatMethod } from '../spec/recipe/qat.ts';
import { exported, type Outgoing } from './questions/exports.ts';
import { openTeacherFile, writeModelFile } from './resources/teacherFiles.ts';

const classes = ['ant', 'bee', 'fly'];
const imageSize = 16;

async function network(method: QatMethod, bits: number, activations: number): Promise<Outgoing> {
  const architecture = catalogue.resnet8.architecture({ classes: classes.length, imageSize, width: 0.5 });
  const drawn = { architecture, tensors: await toHost(drawnParameters(build(architecture).parameters)) };
  const settings = { method, bits, activations, ends: '8', per: 'channel' } as const;
  const made = await quantisedForTraining(drawn, settings, { images: [drawnImages(4, imageSize)] });
  return {
    network: { model: build(made.architecture), parameters: toDevice(made.tensors) },
    card: cardOfArchitecture(made.architecture, undefined),
    ...{ imageSize, classes, centreCrop: 1, metadata: { role: 'student' }, stem: 'trained' },
  };
}

const logitsOf = async ({ network: own }: Pick<Outgoing, 'network'>) =>
  Array.from(await frozenLogits(own, drawnImages(2, imageSize)).data());

async function opened(bytes: Uint8Array<ArrayBuffer>) {
  const wanted = { imageSize, classes, teacherInput: 'auto', teacherHead: 'keep' } as const;
  const { teacher } = await openTeacherFile(bytesInMemory(bytes), 'trained.safetensors', wanted);
  const own = teacher && networkOf(teacher);
  if (!own) throw new Error('no network of ours');
  return own;
}

/** Mean distance over the range of what is expected. */
function gapOf(found: readonly number[], expected: readonly number[]): number {
  const range = Math.max(...expected) - Math.min(...expected);
  return (
    found.reduce((sum, value, i) => sum + Math.abs(value - (expected[i] ?? Number.NaN)), 0) /
    found.length /
    range
  );
}

beforeAll(async () => {
  await loadRuntimeInNode();
  await startWasmInNode();
});

describe('a network that was quantised in training', () => {
  it.each([
    ['lsq', 2, 8],
    ['twn', 2, 32],
    ['ttq', 2, 8],
    ['lab', 1, 4],
    ['apot', 4, 4],
  ] as const)(
    'by %s is kept as it learns, and goes on from there, bit for bit',
    async (method, bits, activations) => {
      const given = await network(method, bits, activations);
      const own = await opened(await writeModelFile(given.network, {}));
      expect(own.model.architecture).toEqual(given.network.model.architecture);
      expect(await toHost(own.parameters)).toEqual(await toHost(given.network.parameters));
      expect(await logitsOf({ network: own })).toEqual(await logitsOf(given));
    },
  );

  it.each([
    ['lsq', 2],
    ['lsq', 4],
    ['bwn', 1],
    ['pact', 3],
  ] as const)(
    'by %s of %i bits leaves with packed whole numbers, and computes what it computed',
    async (method, bits) => {
      const given = await network(method, bits, 8);
      const { bytes } = await exported(given, 'safetensors');
      const whole = await writeModelFile(given.network, {});
      expect(bytes.length).toBeLessThan(0.4 * whole.length);
      const own = await opened(bytes);
      const kinds = new Set(Object.values(own.model.architecture?.forms ?? {}).map(({ kind }) => kind));
      expect(kinds).toEqual(new Set(['fakeQuantised']));
      const expected = await logitsOf(given);
      expect(gapOf(await logitsOf({ network: own }), expected)).toBeLessThan(0.05);
      const onnx = await exported(given, 'onnx');
      const { logits } = await openOnnx(onnx.bytes, { name: 'trained.onnx', scale: 'imagenet' });
      const pixels = Float32Array.from(await drawnImages(2, imageSize).data());
      const found = await logits?.predict(pixels, 2, imageSize);
      expect(gapOf([...(found ?? [])], expected)).toBeLessThan(0.05);
      logits?.dispose();
    },
  );

  it('leaves as float32 of its levels where they are no whole numbers', async () => {
    const given = await network('ttq', 2, 32);
    const { bytes } = await exported(given, 'onnx');
    const { logits } = await openOnnx(bytes, { name: 'trained.onnx', scale: 'imagenet' });
    const pixels = Float32Array.from(await drawnImages(2, imageSize).data());
    const found = await logits?.predict(pixels, 2, imageSize);
    expect(gapOf([...(found ?? [])], await logitsOf(given))).toBeLessThan(1e-5);
    logits?.dispose();
  });
});
