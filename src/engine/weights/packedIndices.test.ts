import { expect, it } from 'vitest';
import { bytesInMemory } from './byteSource.ts';
import { inWholeNumbers } from './quantisedState.ts';
import { openSafetensors, writeSafetensors } from './safetensors.ts';

const index = { shape: [2, 3], values: Float32Array.of(0, 4, 1, 2, 3, 4) };
const codebook = { shape: [5], values: Float32Array.of(-1, -0.5, 0, 0.5, 1) };
const state = new Map([
  ['conv1.weight_index', index],
  ['conv1.weight_codebook', codebook],
]);

it.each([
  [5, 3, 3],
  [16, 4, 3],
  [257, 9, 7],
  [65_536, 16, 12],
])('indices of %i values lie packed at %i bits, and are read again exactly', async (entries, bits, bytes) => {
  const { tensors, metadata } = inWholeNumbers(state, { conv1: { kind: 'codebook', entries } });
  expect(JSON.parse(metadata.packed ?? '')).toEqual({ 'conv1.weight_index': { bits, shape: [2, 3] } });
  expect(tensors.get('conv1.weight_index_packed')).toMatchObject({ shape: [bytes] });
  const opened = await openSafetensors(bytesInMemory(writeSafetensors({ tensors, metadata })));
  expect([...opened.tensors.keys()].sort()).toEqual([...state.keys()].sort());
  for (const [name, { shape, values }] of state) {
    const read = opened.tensors.get(name);
    expect(read?.shape).toEqual(shape);
    expect(await read?.values()).toEqual(values);
  }
});
