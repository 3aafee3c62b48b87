import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { codebookInits } from '../../../spec/recipe/share.ts';
import { codeLengths, countsOf, decoded, encoded, huffmanBytesOf } from './huffman.ts';
import { kMeans } from './kMeans.ts';

const path = join(process.env.LAB_DATA ?? '../shared/data', 'compression_reference/quantisation.json');
const isHere = existsSync(path);

interface CodebookCase {
  readonly method: string;
  readonly input: 'sin' | 'hashed';
  readonly bits: number;
  readonly initial: readonly number[];
  readonly codebook: readonly number[];
  readonly iterations: number;
  readonly inertia: number;
  readonly counts: readonly number[];
  readonly labels: string;
  readonly converged: {
    readonly codebook: readonly number[];
    readonly iterations: number;
    readonly inertia: number;
    readonly counts: readonly number[];
  };
  readonly huffman_bytes_of_labels: { readonly tree: number; readonly data: number };
}

/** crc32('quant.weight'), as the reference's README has it by its formula. */
const seed = crc32('quant.weight');

/** [16, 8, 3, 3] */
function weightOf(input: CodebookCase['input']): Float32Array {
  const scale = Math.sqrt(2 / 72) * Math.sqrt(input === 'sin' ? 2 : 3);
  const phase = ((seed % 1000) / 1000) * 2 * Math.PI;
  return Float32Array.from({ length: 16 * 72 }, (_, i) => {
    const unit = input === 'sin' ? Math.sin(0.73 * i + phase) : mixed((i + seed) >>> 0) / 2 ** 31 - 1;
    return unit * scale;
  });
}

function mixed(number: number): number {
  let x = number;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function expectCentres(found: Float64Array, expected: readonly number[]) {
  expect(found).toHaveLength(expected.length);
  for (const [k, centre] of found.entries()) expect(centre).toBeCloseTo(expected[k] ?? 0, 6);
}

describe.skipIf(!isHere)(
  'codebooks of Deep-Compression-PyTorch (skipped where its values are not here)',
  () => {
    const { cases } = isHere
      ? (JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly CodebookCase[] })
      : { cases: [] };

    it.each(cases.filter(({ method }) => method.startsWith('k-means')))(
      'of $input weights with $bits bits are ours',
      (reference) => {
        const weight = weightOf(reference.input);
        const settings = { entries: 2 ** reference.bits, init: 'linear', stream: random(1) } as const;
        const start = kMeans(weight, { ...settings, rounds: 0 });
        expectCentres(start.centres, reference.initial);
        // scikit-learn ends at 1e-4 of the variance.
        for (const [found, expected] of [
          [kMeans(weight, { ...settings, tolerance: 1e-4 }), reference],
          [kMeans(weight, settings), reference.converged],
        ] as const) {
          expect(found.counts).toEqual(expected.counts);
          expectCentres(found.centres, expected.codebook);
          expect(Math.abs(found.inertia / expected.inertia - 1)).toBeLessThan(1e-6);
          // Without a tolerance, theirs makes one more round, in which nothing moves, to see that it is at the end.
          expect(found.rounds).toBe(expected === reference ? expected.iterations : expected.iterations - 1);
        }
        const { labels } = kMeans(weight, settings);
        expect([...labels].map((label) => label.toString(16)).join('')).toBe(reference.labels);
        // Theirs has a byte more that says how many bits of the last one are used.
        const { data } = huffmanBytesOf(countsOf(labels, settings.entries));
        expect(data + 1).toBe(reference.huffman_bytes_of_labels.data);
      },
    );
  },
);

describe('k-means', () => {
  it.each(codebookInits)(
    'from %s centres only lowers the error, and sends each number to the nearest',
    (init) => {
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 60 }),
          fc.integer({ min: 1, max: 9 }),
          (numbers, entries) => {
            const values = Float32Array.from(numbers, (number) => number / 8);
            const before = kMeans(values, { entries, init, stream: random(2), rounds: 0 });
            const { centres, labels, counts, inertia } = kMeans(values, { entries, init, stream: random(2) });
            expect(centres.length).toBeLessThanOrEqual(entries);
            expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
            expect(inertia).toBeLessThanOrEqual(before.inertia + 1e-9);
            values.forEach((value, i) => {
              const nearest = Math.min(...Array.from(centres, (centre) => Math.abs(centre - value)));
              expect(Math.abs((centres[labels[i] ?? 0] ?? 0) - value)).toBeCloseTo(nearest, 9);
            });
          },
        ),
        { numRuns: 50 },
      );
    },
  );

  it('has as many centres as there are numbers where they are fewer than asked for', () => {
    const { centres, inertia } = kMeans(Float32Array.of(1, 2, 2, 5), {
      ...{ entries: 16, init: 'density', stream: random(1) },
    });
    expect([...centres]).toEqual([1, 2, 5]);
    expect(inertia).toBe(0);
  });

  it('draws the same centres from the same seed', () => {
    const values = weightOf('hashed');
    for (const init of ['random', 'plusplus'] as const) {
      const of = (seed: number) =>
        kMeans(values, { entries: 8, init, stream: random(seed), rounds: 0 }).centres;
      expect(of(3)).toEqual(of(3));
      expect(of(3)).not.toEqual(of(4));
    }
  });
});

describe('Huffman’s code', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 64 });

  it('fills its tree (Kraft), and takes less than a bit more than the entropy', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const used = given.filter((count) => count > 0);
        fc.pre(used.length > 1);
        const lengths = codeLengths(given);
        expect(lengths.map((length) => length > 0)).toEqual(given.map((count) => count > 0));
        const kraft = lengths.reduce((sum, length) => sum + (length > 0 ? 2 ** -length : 0), 0);
        expect(kraft).toBe(1);
        const total = used.reduce((sum, count) => sum + count, 0);
        const entropy = used.reduce((sum, count) => sum - (count / total) * Math.log2(count / total), 0);
        const mean = given.reduce((sum, count, i) => sum + count * (lengths[i] ?? 0), 0) / total;
        expect(mean).toBeGreaterThanOrEqual(entropy - 1e-9);
        expect(mean).toBeLessThan(entropy + 1);
      }),
    );
  });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 200 }), (symbols) => {
        const occurring = countsOf(symbols, 31);
        const lengths = codeLengths(occurring);
        const bytes = encoded(symbols, lengths);
        expect(bytes).toHaveLength(huffmanBytesOf(occurring).data);
        expect([...decoded(bytes, lengths, symbols.length)]).toEqual(symbols);
      }),
    );
  });

  it('stays within what its table can say', () => {
    const fibonacci = [1, 1];
    while (fibonacci.length < 45) fibonacci.push((fibonacci.at(-1) ?? 0) + (fibonacci.at(-2) ?? 0));
    const lengths = codeLengths(fibonacci);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(31);
    expect(lengths.reduce((sum, length) => sum + 2 ** -length, 0)).toBe(1);
    expect(codeLengths([0, 7])).toEqual([0, 1]);
    expect(codeLengths([0, 0])).toEqual([0, 0]);
  });

  it('refuses bits that are none of its codes', () => {
    expect(() => decoded(Uint8Array.of(0xff), codeLengths([0, 7]), 3)).toThrow('no symbols');
    expect(() => decoded(new Uint8Array(), codeLengths([3, 7]), 1)).toThrow('no symbols');
  });
});
