/**
 * Grids against the scales and zero points of torch 1.13.1's observers.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  channelsLast,
  type QuantisationReference,
  type ReferenceObserver,
  referenceActivation,
  referencePath,
  referenceWeights,
} from '../../ops/fakeQuantise/torchReference.ts';
import { leastNormRange, type SpanHistogram, spanned } from './leastNorm.ts';
import {
  affineGrid,
  averaged,
  channelExtremes,
  type Extremes,
  noneSeen,
  roundHalfToEven,
  symmetricGrid,
  widened,
} from './observers.ts';

/** Between which values an observer of the reference says that they lie. */
function seen({ observer, input }: ReferenceObserver): readonly Extremes[] {
  if (observer.startsWith('PerChannel')) return channelExtremes(channelsLast(referenceWeights.hashed()), 16);
  const batches = [0, 1, 2].map((batch) =>
    referenceActivation(batch).map((value) => (input.startsWith('relu') ? Math.max(value, 0) : value)),
  );
  if (observer.startsWith('MinMax')) return [batches.reduce(widened, noneSeen)];
  if (observer.startsWith('Histogram')) {
    // As torch 1.13 does by mistake, which counts between whole numbers alone.
    const counted = batches.reduce<SpanHistogram | undefined>(
      (before, batch) => spanned(before, batch, { edges: Math.trunc }),
      undefined,
    );
    return counted ? [leastNormRange(counted, 256)] : [];
  }
  const extremes = batches.map((batch) => widened(noneSeen, batch));
  return extremes.reduce<readonly Extremes[]>(([before], batch) => [averaged(before, batch, 0.01)], []);
}

const path = join(process.env.LAB_DATA ?? '../shared/data', referencePath);

describe.skipIf(!existsSync(path))('grids', () => {
  it('are those of torch', () => {
    const { observers } = JSON.parse(readFileSync(path, 'utf8')) as QuantisationReference;
    let compared = 0;
    for (const one of observers) {
      const extremes = seen(one);
      const levels = { least: one.qmin, most: one.qmax };
      const grid = one.scheme === 'affine' ? affineGrid : symmetricGrid;
      const grids = extremes.map((of) => grid(of, levels));
      const where = `${one.observer} ${one.scheme} ${one.qmin} ${one.input}`;
      // Of whoever names no levels torch puts 0 in the middle of 0 … 255 at 128, of whoever names just these at 127, as we do.
      const unnamed = one.observer.startsWith('Histogram') && one.scheme === 'symmetric' && one.qmin === 0;
      if (unnamed) expect([where, one.zero_point]).toEqual([where, grids.map(() => 128)]);
      const expected = unnamed ? grids.map(() => 127) : one.zero_point;
      expect([where, grids.map(({ zeroPoint }) => zeroPoint)]).toEqual([where, expected]);
      grids.forEach(({ scale }, i) => {
        // The file has nine digits.
        expect(scale / (one.scale[i] ?? Number.NaN), where).toBeCloseTo(1, 7);
      });
      compared++;
    }
    expect(compared).toBe(36);
  });
});

it('rounds halves to even', () => {
  const rounded = [0.5, 1.5, 2.5, -0.5, -1.5, 2.49, -2.51].map(roundHalfToEven);
  expect(rounded.map((value) => value + 0)).toEqual([0, 2, 2, 0, -2, 2, -3]);
});

it('never divides by nothing', () => {
  const levels = { least: -128, most: 127 };
  expect(affineGrid({ min: 0, max: 0 }, levels)).toEqual({ scale: 2 ** -23, zeroPoint: -128 });
  expect(symmetricGrid({ min: 0, max: 0 }, levels)).toEqual({ scale: 2 ** -23, zeroPoint: 0 });
});
