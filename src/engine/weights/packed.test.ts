import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesInMemory } from './byteSource.ts';
import { packed, unpacked, withPackedIndices } from './packed.ts';
import { openSafetensors, writeSafetensors } from './safetensors.ts';

describe('packed numbers', () => {
  it('come back, whatever their bits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 16 }).chain((bits) =>
          fc.record({
            bits: fc.constant(bits),
            least: fc.constantFrom(0, -(2 ** (bits - 1))),
            codes: fc.array(fc.integer({ min: 0, max: 2 ** bits - 1 }), { maxLength: 50 }),
          }),
        ),
        ({ bits, least, codes }) => {
          const numbers = codes.map((code) => code + least);
          const bytes = packed(numbers, bits, least);
          expect(bytes).toHaveLength(Math.ceil((bits * codes.length) / 8));
          expect([...unpacked(bytes, codes.length, bits, least)]).toEqual(numbers);
        },
      ),
    );
  });

  it('have their lowest bits first', () => {
    expect([...packed([1, 2, 3], 4)]).toEqual([0x21, 0x03]);
    expect([...packed([5, 1], 3)]).toEqual([0b001101]);
    expect([...packed([-2, 1], 2, -2)]).toEqual([0b1100]);
  });
});

const forms = { conv1: { kind: 'codebook', entries: 5 } } as const;
const index = { shape: [2, 3], values: Float32Array.of(0, 4, 1, 2, 3, 4) };
const codebook = { shape: [5], values: Float32Array.of(-1, -0.5, 0, 0.5, 1) };
const tensors = new Map([
  ['conv1.weight_index', index],
  ['conv1.weight_codebook', codebook],
]);

it('a file with a codebook is read as it was written, with its indices packed', async () => {
  const { tensors: written, metadata } = withPackedIndices(tensors, forms);
  // Six of three bits.
  expect(written.get('conv1.weight_index')).toMatchObject({ shape: [3] });
  expect(JSON.parse(metadata.packed ?? '')).toEqual({ 'conv1.weight_index': { bits: 3, shape: [2, 3] } });
  const opened = await openSafetensors(bytesInMemory(writeSafetensors({ tensors: written, metadata })));
  const read = opened.tensors.get('conv1.weight_index');
  expect(read?.shape).toEqual([2, 3]);
  expect(await read?.values()).toEqual(index.values);
  expect(await opened.tensors.get('conv1.weight_codebook')?.values()).toEqual(codebook.values);
});

it('says nothing of a network without codebooks', () => {
  expect(withPackedIndices(tensors, {})).toEqual({ tensors, metadata: {} });
});

it.each([
  'nothing',
  '[1]',
  '{"conv1.weight_index":{"bits":0,"shape":[2,3]}}',
  '{"conv1.weight_index":{"bits":3,"shape":[2,9]}}',
  '{"conv1.weight_index":{"bits":3,"shape":[2,-3]}}',
  '{"conv1.weight_codebook":{"bits":3,"shape":[2,3]}}',
])('refuses a file that says of it %s', async (text) => {
  const { tensors: written } = withPackedIndices(tensors, forms);
  const file = writeSafetensors({ tensors: written, metadata: { packed: text } });
  await expect(openSafetensors(bytesInMemory(file))).rejects.toMatchObject({
    problem: { code: 'weights-invalid' },
  });
});
