import { describe, expect, it } from 'vitest';
import { halfToFloat } from '../../base/halves.ts';
import { ProblemError } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { bytesInMemory } from './byteSource.ts';
import { bfloat16ToFloat } from './halfPrecision.ts';
import { openSafetensors, writeSafetensors } from './safetensors.ts';

/** A file made by hand: header text as given, then the data. */
function file(header: string | object, data: ArrayLike<number> = [], claimed?: bigint): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(Array.from(data), 8 + text.length);
  return bytes;
}

/** Everything at once. */
async function read(bytes: Uint8Array) {
  const { tensors, metadata } = await openSafetensors(bytesInMemory(bytes));
  const entries = await Promise.all(
    [...tensors].map(async ([name, { shape, values }]) => [name, { shape, values: await values() }] as const),
  );
  return { tensors: new Map(entries), metadata };
}

const entry = (dtype: string, shape: unknown, offsets: unknown) => ({
  t: { dtype, shape, data_offsets: offsets },
});

describe('reading', () => {
  it.each([
    // Bit patterns from IEEE 754: −2.5 in each type.
    ['F16', [0x00, 0xc1]],
    ['BF16', [0x20, 0xc0]],
    ['F32', [0x00, 0x00, 0x20, 0xc0]],
    ['F64', [0, 0, 0, 0, 0, 0, 0x04, 0xc0]],
  ] as const)('%s', async (dtype, data) => {
    const { tensors } = await read(file(entry(dtype, [1], [0, data.length]), data));
    expect(tensors.get('t')).toEqual({ shape: [1], values: Float32Array.of(-2.5) });
  });

  it('reads half precision at its edges', () => {
    expect(halfToFloat(0x0001)).toBe(2 ** -24);
    expect(halfToFloat(0x7bff)).toBe(65504);
    expect(halfToFloat(0x7c00)).toBe(Number.POSITIVE_INFINITY);
    expect(halfToFloat(0x7c01)).toBeNaN();
    expect(bfloat16ToFloat(0x3f80)).toBe(1);
  });

  it('leaves whole-number tensors out and keeps metadata', async () => {
    const found = await read(
      file({ ...entry('I64', [], [0, 8]), __metadata__: { format: 'pt' } }, Array(8).fill(1)),
    );
    expect(found.tensors.size).toBe(0);
    expect(found.metadata).toEqual({ format: 'pt' });
  });

  it('reads from a view that does not begin at its buffer’s start', async () => {
    const inner = file(entry('F32', [1], [0, 4]), [0, 0, 0x80, 0x3f]);
    const outer = new Uint8Array(inner.length + 3);
    outer.set(inner, 3);
    expect((await read(outer.subarray(3))).tensors.get('t')?.values[0]).toBe(1);
  });
});

describe('refusing', () => {
  const ok = [0, 0, 0, 0];
  it.each([
    ['too short', new Uint8Array(7), 'fewer'],
    ['a header longer than the file', file('{}', [], 1_000n), 'more than the file holds'],
    ['a header of 2^63 bytes', file('{}', [], 2n ** 63n), 'more than the file holds'],
    ['no JSON', file('{"t":'), 'not JSON'],
    ['a list', file('[]'), 'not a JSON object'],
    ['an unknown type', file(entry('F8', [4], [0, 4]), ok), 'F8'],
    ['a type named like a method', file(entry('toString', [4], [0, 4]), ok), 'toString'],
    ['a negative length', file(entry('F32', [-1], [0, 4]), ok), 'shape'],
    ['a fraction', file(entry('F32', [0.5], [0, 2]), ok), 'shape'],
    ['offsets beyond the end', file(entry('F32', [2], [0, 8]), ok), 'holds 4'],
    ['offsets the wrong way round', file(entry('F32', [1], [4, 0]), ok), 'puts'],
    ['three offsets', file(entry('F32', [1], [0, 4, 8]), ok), 'offsets'],
    ['bytes that do not match the shape', file(entry('F32', [2], [0, 4]), ok), 'takes 8'],
    [
      'overlapping tensors',
      file({ ...entry('F32', [1], [0, 4]), u: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, ok),
      'overlap',
    ],
    ['metadata that is not text', file({ __metadata__: { a: 1 } }), '__metadata__'],
  ])('%s', async (_, bytes, words) => {
    let thrown: unknown;
    try {
      await read(bytes);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ProblemError);
    expect((thrown as ProblemError).problem.code).toBe('weights-invalid');
    expect(inEnglish((thrown as ProblemError).problem.what)).toContain(words);
  });
});

describe('a header of far more than a network has', () => {
  it('is refused before it is parsed', async () => {
    const small = `{"a":[${'[],'.repeat(5_000_000)}0]}`;
    await expect(read(file(small))).rejects.toThrow(
      'a header that takes more than 128 MB of memory once it is read',
    );
    await expect(read(file(`{"a":${'['.repeat(1_000_000)}`))).rejects.toThrow('is nested more than 256 deep');
  });
});

describe('a small file whose tensors all share their bytes', () => {
  it('is refused before it fills the memory', async () => {
    const length = 2 ** 20;
    const header = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, i) => [
        `t${i}`,
        { dtype: 'F32', shape: [length], data_offsets: [0, 4 * length] },
      ]),
    );
    // 200 GB of numbers if each were read.
    await expect(read(file(header, new Uint8Array(4 * length)))).rejects.toThrow(/overlap/);
  });
});

describe('writing', () => {
  it('gives back what was written, at aligned offsets', async () => {
    const tensors = new Map([
      ['a.weight', { shape: [2, 1], values: Float32Array.of(1, -2) }],
      ['ünïcode', { shape: [], values: Float32Array.of(Number.NaN) }],
    ]);
    const bytes = writeSafetensors({ tensors, metadata: { model: 'resnet8' } });
    expect(new DataView(bytes.buffer).getBigUint64(0, true) % 8n).toBe(0n);
    expect(await read(bytes)).toEqual({ tensors, metadata: { model: 'resnet8' } });
  });
});
