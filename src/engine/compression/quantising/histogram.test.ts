/**
 * Clips against those of NVIDIA's pytorch-quantization.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { uniform } from '../../ops/fakeQuantise/torchReference.ts';
import {
  counted,
  emptyHistogram,
  entropyClip,
  type MagnitudeHistogram,
  meanSquareClip,
  percentileClip,
} from './histogram.ts';

interface Reference {
  readonly sums: readonly (readonly [sum: number, most: number])[];
  readonly cases: readonly ({
    readonly unsigned: boolean;
    readonly bits: number;
    readonly bins: number;
    readonly width: number;
    readonly mse: number;
    readonly entropy: number;
    readonly entropy_stride: number;
  } & Readonly<Record<`percentile_${string}`, number>>)[];
}

const path = join(process.env.LAB_DATA ?? '../shared/data', 'compression_reference/calibration.json');

/** By the reference's README. */
function batch(b: number): Float32Array {
  const drawn = [0, 1, 2, 3, 4, 5].map((j) => uniform(`calib.${b}.${j}`, 20_000));
  return Float32Array.from({ length: 20_000 }, (_, i) => {
    const z = drawn.reduce((sum, one) => sum + (one[i] ?? Number.NaN), 0) / Math.SQRT2;
    return i % 997 === 0 ? 4 * z : z;
  });
}

describe.skipIf(!existsSync(path))('clips of a histogram', () => {
  it('are those of pytorch-quantization', () => {
    const { cases, sums } = JSON.parse(readFileSync(path, 'utf8')) as Reference;
    const batches = [0, 1, 2].map(batch);
    for (const [b, [sum, most]] of sums.entries()) {
      expect((batches[b] ?? new Float32Array(0)).reduce((all, value) => all + value, 0)).toBeCloseTo(sum, 3);
      expect(Math.max(...(batches[b] ?? new Float32Array(0)).map(Math.abs))).toBeCloseTo(most, 6);
    }
    const signed = batches.reduce(counted, emptyHistogram);
    const rectified = batches
      .map((values) => values.map((value) => Math.max(value, 0)))
      .reduce<MagnitudeHistogram>(counted, emptyHistogram);
    for (const one of cases) {
      const histogram = one.unsigned ? rectified : signed;
      const [steps, levels] = one.unsigned
        ? [2 ** one.bits - 1, 2 ** one.bits]
        : [2 ** (one.bits - 1) - 1, 2 ** (one.bits - 1)];
      const where = `${one.unsigned ? 'unsigned' : 'signed'} ${one.bits}`;
      expect(histogram.counts.length, where).toBe(one.bins);
      expect(histogram.width / one.width, where).toBeCloseTo(1, 6);
      for (const percentile of ['99.0', '99.9', '99.99'] as const) {
        const clip = percentileClip(histogram, Number(percentile));
        expect(clip / (one[`percentile_${percentile}`] ?? Number.NaN), `${where} ${percentile}`).toBeCloseTo(
          1,
          5,
        );
      }
      expect(
        entropyClip(histogram, levels, one.entropy_stride) / one.entropy,
        `${where} entropy`,
      ).toBeCloseTo(1, 5);
      expect(meanSquareClip(histogram, steps) / one.mse, `${where} mse`).toBeCloseTo(1, 5);
    }
  });
});

it('counts on where a later batch goes further, and nothing that is no number', () => {
  const first = counted(emptyHistogram, [0, 0]);
  expect(first).toEqual(emptyHistogram);
  const second = counted(first, [1, -0.5, Number.NaN, Number.POSITIVE_INFINITY]);
  expect([second.counts.length, second.width]).toEqual([2048, 1 / 2048]);
  const third = counted(second, [-2]);
  expect(third.counts.length).toBe(4096);
  expect(third.counts.reduce((all, one) => all + one, 0)).toBe(3);
  expect(percentileClip(third, 99)).toBeCloseTo(2, 3);
});
