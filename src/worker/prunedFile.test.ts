/**
 * Networks with channels of their own as files: what is opened again is the network that was exported.
 */
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../base/random.ts';
import { prune } from '../engine/compression/pruning/prune.ts';
import { plainPruning } from '../engine/compression/pruning/pruningReference.ts';
import { recalibrated } from '../engine/compression/recalibrate.ts';
import { openOnnx } from '../engine/external/onnx/onnxExternal.ts';
import { loadRuntimeInNode } from '../engine/external/onnx/runtimeInNode.ts';
import { openTfjsModel } from '../engine/external/tfjs/openTfjsModel.ts';
import { cardOfArchitecture } from '../engine/families/card.ts';
import { build, catalogue } from '../engine/families/catalogue.ts';
import { relativeGap } from '../engine/families/relativeGap.ts';
import { drawnImages, drawnParameters } from '../engine/graph/drawnNetwork.ts';
import { toDevice, toHost } from '../engine/layers/hostParameters.ts';
import { initialise } from '../engine/layers/initialise.ts';
import { registerKernels } from '../engine/ops/registerKernels.ts';
import { startWasmInNode } from '../engine/ops/wasmInNode.ts';
import { frozenLogits, networkOf } from '../engine/training/teacherLogits.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors } from '../engine/weights/safetensors.ts';
import type { ModelName } from '../spec/choices.ts';
import { architectureIn } from '../spec/network/architecture.ts';
import { exported, type Outgoing } from './questions/exports.ts';
import { openTeacherFile, writeModelFile } from './resources/teacherFiles.ts';

const classes = ['ant', 'bee', 'fly'];
const imageSize = 16;

/** Half of all channels are gone, more of one group than of another, of streams that shortcuts without weights connect too. */
async function prunedNetwork(name: ModelName): Promise<Outgoing> {
  const architecture = catalogue[name].architecture({ classes: classes.length, imageSize, width: 0.5 });
  const drawn = drawnParameters(build(architecture).parameters);
  const whole = { architecture, tensors: await toHost(drawn) };
  const { checkpoint } = await prune(whole, { ...plainPruning, scope: 'global' }, { batches: () => [] });
  return {
    network: { model: build(checkpoint.architecture), parameters: toDevice(checkpoint.tensors) },
    card: cardOfArchitecture(checkpoint.architecture, undefined),
    ...{ imageSize, classes, centreCrop: 1, metadata: { role: 'student' }, stem: 'pruned' },
  };
}

const logitsOf = async ({ network }: Pick<Outgoing, 'network'>) =>
  Float32Array.from(await frozenLogits(network, drawnImages(2, imageSize)).data());
const pixels = async () => Float32Array.from(await drawnImages(2, imageSize).data());

const wanted = { imageSize, classes, teacherInput: 'auto', teacherHead: 'keep' } as const;

describe.each(['resnet8', 'mobilenetv2', 'cnn', 'mlp'] as const)('a pruned %s', (name) => {
  beforeAll(async () => {
    await loadRuntimeInNode();
    await startWasmInNode();
  });

  it('of safetensors is the same network, bit for bit', async () => {
    const outgoing = await prunedNetwork(name);
    const { bytes } = await exported(outgoing, 'safetensors');
    const { teacher, card } = await openTeacherFile(bytesInMemory(bytes), 'pruned.safetensors', wanted);
    const network = teacher && networkOf(teacher);
    if (!network) throw new Error('no network of ours');
    expect(network.model.architecture).toEqual(outgoing.network.model.architecture);
    expect(await toHost(network.parameters)).toEqual(await toHost(outgoing.network.parameters));
    expect(await logitsOf({ network })).toEqual(await logitsOf(outgoing));
    expect(card).toMatchObject({ name, width: undefined, multiplyAdds: outgoing.card.multiplyAdds });
    // And once more.
    const again = await openSafetensors(bytesInMemory(await writeModelFile(network, {})));
    expect(architectureIn(again.metadata)).toEqual(outgoing.network.model.architecture);
  });

  it('of ONNX gives the same logits and says what it is made of', async () => {
    const outgoing = await prunedNetwork(name);
    const { bytes } = await exported(outgoing, 'onnx');
    const { logits, features, metadata } = await openOnnx(bytes, { name: 'pruned.onnx', scale: 'imagenet' });
    expect(architectureIn(metadata)).toEqual(outgoing.network.model.architecture);
    const found = await logits?.predict(await pixels(), 2, imageSize);
    expect(relativeGap(found ?? [], [...(await logitsOf(outgoing))])).toBeLessThan(1e-5);
    logits?.dispose();
    features?.dispose();
  });

  it('of TensorFlow.js gives the same logits and says what it is made of', async () => {
    const outgoing = await prunedNetwork(name);
    const files = unzipSync((await exported(outgoing, 'tfjs')).bytes);
    const manifest = new TextDecoder().decode(files['model.json']);
    const { logits, features, metadata } = await openTfjsModel(
      { name: 'model.json', manifest, shard: async (path) => files[path] ?? new Uint8Array(0) },
      { scale: 'imagenet' },
    );
    expect(architectureIn(metadata)).toEqual(outgoing.network.model.architecture);
    const found = await logits?.predict(await pixels(), 2, imageSize);
    expect(relativeGap(found ?? [], [...(await logitsOf(outgoing))])).toBeLessThan(1e-5);
    logits?.dispose();
    features?.dispose();
  });
});

/**
 * MobileNetV2 of drawn weights, half of whose channels are gone, with batch norm's statistics of eight images. The deviations that
 * batch norm divides by are far below 1 in most of its 52 layers, so that each multiplies what the ones before it rounded.
 */
it('of ONNX differs from the lab’s logits as the lab’s own backends do where channels hardly vary', async () => {
  await startWasmInNode();
  await loadRuntimeInNode();
  registerKernels('cpu');
  const size = 32;
  const architecture = catalogue.mobilenetv2.architecture({
    classes: classes.length,
    imageSize: size,
    width: 0.5,
  });
  const drawn = initialise(build(architecture).parameters, random(3));
  const whole = { architecture, tensors: await toHost(drawn) };
  const cut = await prune(whole, { ...plainPruning, scope: 'isomorphic' }, { batches: () => [] });
  async function* shown() {
    yield drawnImages(8, size);
  }
  const { checkpoint } = await recalibrated(cut.checkpoint, { images: shown() });
  /** With no variance below `least`. */
  const gapsOf = async (least: number) => {
    const tensors = Object.fromEntries(
      Object.entries(checkpoint.tensors).map(([name, tensor]) => [
        name,
        name.endsWith('running_var')
          ? { ...tensor, values: tensor.values.map((value) => Math.max(least, value)) }
          : tensor,
      ]),
    );
    const on = async (backend: string) => {
      await setBackend(backend);
      const network = { model: build(checkpoint.architecture), parameters: toDevice(tensors) };
      return [...(await frozenLogits(network, drawnImages(2, size)).data())];
    };
    const cpu = await on('cpu');
    const wasm = await on('wasm');
    const { bytes } = await exported(
      {
        network: { model: build(checkpoint.architecture), parameters: toDevice(tensors) },
        card: cardOfArchitecture(checkpoint.architecture, undefined),
        ...{ imageSize: size, classes, centreCrop: 1, metadata: { role: 'student' }, stem: 'pruned' },
      },
      'onnx',
    );
    const { logits, features } = await openOnnx(bytes, { name: 'pruned.onnx', scale: 'imagenet' });
    const found =
      (await logits?.predict(Float32Array.from(await drawnImages(2, size).data()), 2, size)) ?? [];
    logits?.dispose();
    features?.dispose();
    return { runtimes: relativeGap(found, wasm), backends: relativeGap(cpu, wasm) };
  };
  const asMeasured = await gapsOf(0);
  expect(asMeasured.backends).toBeGreaterThan(1e-5);
  expect(asMeasured.runtimes).toBeLessThan(5e-4);
  expect(asMeasured.runtimes).toBeLessThan(3 * asMeasured.backends);
  // The same weights, where no layer multiplies by more than 3.2.
  const varying = await gapsOf(0.1);
  expect(varying.runtimes).toBeLessThan(asMeasured.runtimes / 10);
});
