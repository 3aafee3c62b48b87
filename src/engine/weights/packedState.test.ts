import { describe, expect, it } from 'vitest';
import { bytesInMemory } from './byteSource.ts';
import { packedLevels } from './packedState.ts';
import { inWholeNumbers } from './quantisedState.ts';
import { openSafetensors, writeSafetensors } from './safetensors.ts';

const levels = Float32Array.of(-8, -1, 0, 7, 3, -4);
const state = new Map([
  ['fc.weight', { shape: [2, 3], values: levels.map((level, i) => level * (i < 3 ? 0.5 : 0.25)) }],
  ['fc.bias', { shape: [2], values: Float32Array.of(1.5, -0.25) }],
  ['fc.weight_scale', { shape: [2], values: Float32Array.of(0.5, 0.25) }],
  ['fc.input_scale', { shape: [1], values: Float32Array.of(0.125) }],
  ['fc.input_zero_point', { shape: [1], values: Float32Array.of(3) }],
]);
const form = (bits: number) => ({ fc: { kind: 'fakeQuantised', bits, activationBits: 8 } }) as const;

async function readAgain(file: Uint8Array) {
  const { tensors } = await openSafetensors(bytesInMemory(file));
  const all = [...tensors].map(
    async ([name, { shape, values }]) => [name, { shape, values: await values() }] as const,
  );
  return new Map(await Promise.all(all));
}

describe('weights of few bits', () => {
  it('lie packed as documented, and are read again exactly', async () => {
    const { tensors, metadata } = inWholeNumbers(state, form(4));
    expect(JSON.parse(metadata.packed ?? '')).toEqual({ 'fc.weight': { bits: 4, shape: [2, 3] } });
    // −8 is 0, −1 is 7, 0 is 8, 7 is 15, 3 is 11, −4 is 4; the first of two lies in the lower half of its byte.
    expect(tensors.get('fc.weight_packed')).toEqual({ shape: [3], values: Uint8Array.of(0x70, 0xf8, 0x4b) });
    const again = await readAgain(writeSafetensors({ tensors, metadata }));
    expect([...again.keys()].sort()).toEqual([...state.keys()].sort());
    for (const [name, tensor] of state) expect(again.get(name)).toEqual(tensor);
  });

  it.each([
    ['no JSON', '{'],
    ['bits that there are not', '{"fc.weight":{"bits":9,"shape":[2,3]}}'],
    ['more numbers than bytes', '{"fc.weight":{"bits":4,"shape":[200,300]}}'],
    ['a weight that is not there', '{"other.weight":{"bits":4,"shape":[2,3]}}'],
    ['a negative shape', '{"fc.weight":{"bits":4,"shape":[-2,-3]}}'],
  ])('are refused where the file says %s', async (_, packed) => {
    const tensors = new Map([['fc.weight_packed', { shape: [3], values: packedLevels(levels, 4) }]]);
    const file = writeSafetensors({ tensors, metadata: { packed } });
    await expect(openSafetensors(bytesInMemory(file))).rejects.toThrow('packed');
  });

  it('of a file from before lie as int8', async () => {
    const { tensors, metadata } = inWholeNumbers(state, form(8));
    expect(metadata).toEqual({});
    expect(tensors.get('fc.weight')?.values).toEqual(Int8Array.from(levels));
    expect((await readAgain(writeSafetensors({ tensors, metadata }))).get('fc.weight')).toEqual(
      state.get('fc.weight'),
    );
  });
});
