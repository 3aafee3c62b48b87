/**
 * A quantised network as a safetensors file: whole numbers, and its architecture with the forms of its layers; opened again it is the
 * same to the bit.
 */
import { dispose, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { insectNames } from '../data/sources/insects/renderInsects.ts';
import { quantise } from '../engine/compression/quantising/quantise.ts';
import { batchesOf, insects, logitsOf, shippedNetwork, side } from '../engine/compression/shippedNetwork.ts';
import { build } from '../engine/families/catalogue.ts';
import { toDevice, toHost } from '../engine/layers/hostParameters.ts';
import { startWasmInNode } from '../engine/ops/wasmInNode.ts';
import { isExternal } from '../engine/training/teacherLogits.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openTeacherFile, writeModelFile } from './resources/teacherFiles.ts';

beforeAll(startWasmInNode);

async function quantisedNetwork() {
  const pictures = await insects('train', 40);
  const settings = { bits: 5, activations: 8, ends: '8' } as const;
  const made = await quantise(await shippedNetwork(), settings, { images: batchesOf(pictures, 20) });
  const { architecture, tensors } = made.checkpoint;
  return { ...made, tensors, model: build(architecture), pictures };
}

describe('a quantised network', () => {
  it('opens again bit-equal from a file of a quarter of its bytes', async () => {
    const { model, checkpoint, tensors, report, pictures } = await quantisedNetwork();
    const parameters = toDevice(tensors);
    const file = await writeModelFile({ model, parameters }, { classes: JSON.stringify(insectNames) });
    dispose(parameters);
    // What its bits take, and the header.
    expect(file.length).toBeLessThan(1.1 * report.bytes);
    expect(file.length).toBeLessThan(0.19 * report.bytesBefore);
    const header = new TextDecoder().decode(file.subarray(8, 60_000));
    // The ends have eight bits.
    expect(header.match(/"dtype":"I8"/g)).toHaveLength(2);
    expect(header.match(/weight_packed"/g)).toHaveLength(18);
    expect(header.match(/"dtype":"I32"/g)).toHaveLength(20);
    const { teacher } = await openTeacherFile(bytesInMemory(file), 'quantised.safetensors', {
      imageSize: side,
      teacherHead: 'keep',
      teacherInput: 'auto',
      classes: insectNames,
    });
    if (!teacher || isExternal(teacher)) throw new Error('The file is none of our networks.');
    const again = await toHost(teacher.parameters);
    dispose(teacher.parameters);
    expect(Object.keys(again).sort()).toEqual(Object.keys(tensors).sort());
    const differs = Object.entries(tensors).filter(([name, { values }]) =>
      values.some((value, i) => again[name]?.values[i] !== value),
    );
    expect(differs.map(([name]) => name)).toEqual([]);
    const { architecture } = teacher.model;
    if (!architecture) throw new Error('The network that was opened does not know its architecture.');
    const expected = await logitsOf(checkpoint, pictures);
    expect(await logitsOf({ architecture, tensors: again }, pictures)).toEqual(expected);
  }, 60_000);

  it('that was trained since is kept in float32', async () => {
    const { model, tensors } = await quantisedNetwork();
    const before = memory().numTensors;
    const moved = Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, values }]) => [
        name,
        { shape, values: name === 'conv1.weight' ? values.map((value) => 1.01 * value) : values },
      ]),
    );
    const parameters = toDevice(moved);
    const file = await writeModelFile({ model, parameters }, {});
    dispose(parameters);
    const header = new TextDecoder().decode(file.subarray(8, 60_000));
    expect(header.match(/"dtype":"I8"/g)).toHaveLength(1);
    expect(header.match(/weight_packed"/g)).toHaveLength(18);
    expect(memory().numTensors).toBe(before);
  }, 60_000);
});
