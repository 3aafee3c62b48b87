/**
 * Files of PyTorch that were damaged on their way: what is wrong is said wherever it is found, at the opening or when a
 * tensor is read later, and no other weights are given in silence.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../lang/problem.ts';
import { bytesInMemory } from '../byteSource.ts';
import { openWeights } from '../readers.ts';
import { latin, pickled, zipped } from './handmade.ts';

const folder = join(process.env.LAB_DATA ?? '../shared/data', 'torch_reference');
const given = existsSync(folder);

/** All numbers of all tensors, or what is said. Anything else that is thrown is thrown on. */
async function readAll(bytes: Uint8Array): Promise<Float32Array[] | string> {
  try {
    const { tensors } = await openWeights(bytesInMemory(bytes));
    const read: Float32Array[] = [];
    for (const tensor of tensors.values()) read.push(await tensor.values());
    return read;
  } catch (error) {
    if (error instanceof ProblemError) return `${error.problem.code}: ${error.message}`;
    throw error;
  }
}

const numbers = new Uint8Array(Float32Array.from({ length: 12 }, (_, i) => i + 1).buffer);
const shape = { numbers: 12, offset: 0, shape: [3, 4], stride: [4, 1] };

/** `{"w": tensor}` of float32 numbers 1 … 12. */
const files = {
  'm/data.pkl': pickled.stateDict('w', shape),
  'm/byteorder': latin('little'),
  'm/data/0': numbers,
};
const flipped = (bytes: Uint8Array, bit: number) => {
  const copy = bytes.slice();
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};

describe('a damaged archive', () => {
  const whole = zipped(files);
  const place = (content: Uint8Array) => Buffer.from(whole).indexOf(content);

  it('is told by its checksums, whichever bit of a tensor was flipped', async () => {
    const start = 8 * place(numbers);
    for (let bit = start; bit < start + 8 * numbers.length; bit++) {
      expect(await readAll(flipped(whole, bit))).toMatch(/^weights-invalid: .*m\/data\/0.*checksum/);
    }
  });

  it('gives other weights for no flipped bit, every third of the whole file tried', async () => {
    const right = await readAll(whole);
    expect(right).toEqual([new Float32Array(numbers.buffer)]);
    for (let bit = 0; bit < 8 * whole.length; bit += 3) {
      const read = await readAll(flipped(whole, bit));
      if (typeof read === 'string') expect(read).toMatch(/^weights-invalid/);
      else expect(read).toEqual(right);
    }
  });

  it('is told when only a part of an entry is asked for', async () => {
    const part = pickled.stateDict('w', { numbers: 12, offset: 0, shape: [2], stride: [1] });
    const partly = zipped({ ...files, 'm/data.pkl': part });
    const last = Buffer.from(partly).indexOf(numbers) + numbers.length - 1;
    expect(await readAll(partly)).toEqual([Float32Array.of(1, 2)]);
    expect(await readAll(flipped(partly, 8 * last))).toMatch(/m\/data\/0.*checksum/);
  });

  it('is read with ZIP64 sizes and data descriptors, as PyTorch writes them, and told as well', async () => {
    const wide = zipped(files, { wide: true });
    expect(await readAll(wide)).toEqual([new Float32Array(numbers.buffer)]);
    const start = Buffer.from(wide).indexOf(numbers);
    expect(await readAll(flipped(wide, 8 * start + 3))).toMatch(/m\/data\/0.*checksum/);
  });

  it('is read where PyTorch was told to write no checksums', async () => {
    expect(await readAll(zipped(files, { unchecked: true }))).toEqual([new Float32Array(numbers.buffer)]);
  });

  it('is told where a storage is missing or too short, though the opening did not read it', async () => {
    const { 'm/data/0': _, ...without } = files;
    expect(await readAll(zipped(without))).toMatch(/^weights-invalid: .*storage 0 is missing/);
    const short = { ...files, 'm/data/0': numbers.subarray(0, 20) };
    expect(await readAll(zipped(short))).toMatch(/^weights-invalid: .*beyond its part/);
    const header = place(latin('m/data/0')) - 30;
    const noHeader = whole.slice();
    noHeader[header] = 0;
    expect(await readAll(noHeader)).toMatch(/^weights-invalid: .*damaged/);
  });

  it('is refused where entries overlap, so that one byte is not read as two parts', async () => {
    const [first, second] = ['m/data/0', 'm/data/1'].map((name) => Buffer.from(twice).lastIndexOf(name));
    const same = twice.slice();
    const view = new DataView(same.buffer);
    view.setUint32((second ?? 0) - 4, view.getUint32((first ?? 0) - 4, true), true);
    expect(await readAll(same)).toMatch(/^weights-invalid: .*overlap/);
  });
  const twice = zipped({ ...files, 'm/data/1': numbers });

  it('of any bytes is read or refused, and never fails otherwise', async () => {
    for (const file of [whole, zipped(files, { unchecked: true })]) {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
          async (edits) => {
            const bytes = file.slice();
            for (const [at, value] of edits) bytes[at] = value;
            const read = await readAll(bytes);
            if (typeof read === 'string') expect(read).toMatch(/^(weights-invalid|memory-short)/);
          },
        ),
        { numRuns: 600, seed: 7 },
      );
    }
  });

  it('is no larger in memory than its bytes, whatever length its storage claims', async () => {
    const claim = { numbers: 2 ** 40, offset: 0, shape: [2 ** 33], stride: [0] };
    const said = await readAll(zipped({ ...files, 'm/data.pkl': pickled.stateDict('w', claim) }));
    expect(said).toMatch(/^weights-invalid: .*made of 1 numbers, repeated/);
  });

  it('with any shape, stride and offset is read or refused, and never fails otherwise', async () => {
    const size = fc.oneof(fc.nat(8), fc.nat(2 ** 31 - 1), fc.maxSafeNat());
    await fc.assert(
      fc.asyncProperty(
        size,
        size,
        fc.array(fc.tuple(size, size), { maxLength: 4 }),
        async (count, offset, axes) => {
          const [lengths, strides] = [axes.map(([length]) => length), axes.map(([, stride]) => stride)];
          const tensor = { numbers: count, offset, shape: lengths, stride: strides };
          const read = await readAll(zipped({ ...files, 'm/data.pkl': pickled.stateDict('w', tensor) }));
          if (typeof read === 'string') expect(read).toMatch(/^weights-invalid/);
        },
      ),
      { numRuns: 600, seed: 7 },
    );
  });

  it('whose records wrap each other for ever is refused', async () => {
    const wrapper = 'ctorch._utils\n_rebuild_parameter\n';
    const tower = `${wrapper.repeat(20_000)}N${'\x85R'.repeat(20_000)}`;
    // A list that is its own first element, given as the arguments.
    const ring = `]q\x00h\x00a${wrapper}h\x00Rq\x010h\x00h\x01a0h\x01`;
    for (const value of [tower, ring]) {
      const said = await readAll(zipped({ 'm/data.pkl': latin(`\x80\x02}X\x01\x00\x00\x00w${value}s.`) }));
      expect(said).toMatch(/^weights-invalid/);
    }
  });
});

const bytesIn = (values: Float32Array | string | undefined) =>
  values instanceof Float32Array ? new Uint8Array(values.buffer) : new Uint8Array();

describe.skipIf(!given)('damage to files of PyTorch (skipped without the shared data)', () => {
  const bytes = given ? readFileSync(join(folder, 'state_dict_zip.pt')) : Buffer.alloc(0);

  it('is told for each of 200 flipped bits, or does not touch the weights', async () => {
    const right = await readAll(bytes);
    expect(right).toHaveLength(262);
    const isRight = (read: readonly Float32Array[]) =>
      read.every((values, i) => Buffer.compare(bytesIn(values), bytesIn(right[i])) === 0);
    await fc.assert(
      fc.asyncProperty(fc.nat(8 * bytes.length - 1), async (bit) => {
        const read = await readAll(flipped(bytes, bit));
        if (typeof read === 'string') expect(read).toMatch(/^weights-invalid/);
        else expect(isRight(read)).toBe(true);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
