import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LayerScores, type MaskSettings, masksOf } from './masks.ts';
import { pooled, spread, unitCount, unitShape } from './weightUnits.ts';

const layersIn = fc.array(
  fc
    .record({ rows: fc.integer({ min: 1, max: 7 }), columns: fc.integer({ min: 1, max: 9 }) })
    .chain((matrix) =>
      fc.record({
        matrix: fc.constant(matrix),
        scores: fc
          .array(fc.oneof(fc.integer({ min: -2, max: 3 }), fc.double(), fc.constant(Number.NaN)), {
            minLength: matrix.rows * matrix.columns,
            maxLength: matrix.rows * matrix.columns,
          })
          .map((scores) => Float64Array.from(scores)),
      }),
    ),
  { minLength: 1, maxLength: 4 },
);

const settingsIn = fc.record({
  keep: fc.double({ min: 0, max: 1, noNaN: true }),
  what: fc.constantFrom('entries' as const, 'rows' as const, 'columns' as const, 'blocks' as const),
  block: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  pool: fc.constantFrom('mean' as const, 'max' as const),
  scope: fc.constantFrom('layer' as const, 'global' as const),
}) satisfies fc.Arbitrary<MaskSettings>;

const numbered = (layers: readonly Omit<LayerScores, 'layer'>[]): readonly LayerScores[] =>
  layers.map((layer, i) => ({ ...layer, layer: `${i}` }));

const halfEven = (value: number) => {
  const floor = Math.floor(value);
  return Math.abs(value - floor - 0.5) < 1e-9 ? floor + (floor % 2) : Math.round(value);
};

describe('masks', () => {
  it('keep as many units as asked for, one of each layer at least, and whole ones', () => {
    fc.assert(
      fc.property(layersIn, settingsIn, (given, settings) => {
        const layers = numbered(given);
        const masks = masksOf(layers, settings);
        const units = masks.map((one) => one.units);
        const all = units.reduce((sum, one) => sum + one, 0);
        const kept = masks.map((one) => one.kept);
        if (settings.scope === 'layer') {
          expect(kept).toEqual(units.map((count) => Math.max(1, halfEven(count * settings.keep))));
        } else {
          const asked = Math.max(layers.length, halfEven(all * settings.keep));
          expect(kept.reduce((sum, one) => sum + one, 0)).toBe(asked);
        }
        for (const [i, { mask, kept: stay }] of masks.entries()) {
          const matrix = layers[i]?.matrix ?? { rows: 0, columns: 0 };
          const unit = unitShape(settings.what, settings.block, matrix);
          expect(stay).toBeGreaterThanOrEqual(1);
          const most = pooled(Float64Array.from(mask), matrix, unit, 'max');
          expect(spread(Uint8Array.from(most), matrix, unit)).toEqual(mask);
          expect(most).toHaveLength(unitCount(matrix, unit));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never bring back what is gone, and take the lowest of the others', () => {
    fc.assert(
      fc.property(
        layersIn,
        settingsIn,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, settings, less) => {
          const layers = numbered(given);
          const first = masksOf(layers, settings);
          const then = masksOf(
            layers.map((layer, i) => ({
              ...layer,
              scores: layer.scores.toReversed(),
              stays: first[i]?.mask,
            })),
            { ...settings, keep: settings.keep * less },
          );
          for (const [i, { mask }] of then.entries()) {
            mask.forEach((one, at) => void (one === 1 && expect(first[i]?.mask[at]).toBe(1)));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('rank equals, and what is no number, by their place', () => {
    const scores = Float64Array.of(1, Number.NaN, 1, 1, 0, Number.NaN);
    const kept = (keep: number) =>
      masksOf([{ layer: 'a', matrix: { rows: 2, columns: 3 }, scores }], {
        ...{ keep, what: 'entries', block: [1, 1], pool: 'mean', scope: 'global' },
      })[0]?.mask.join('');
    expect([5, 4, 3, 2, 1].map((count) => kept(count / 6))).toEqual([
      ...['101111', '101110', '101100', '001100', '000100'],
    ]);
  });

  it('are of a matrix of outputs by inputs', () => {
    const layer = { layer: 'a', matrix: { rows: 2, columns: 3 }, scores: Float64Array.of(1, 2, 3, 6, 5, 4) };
    const of = (what: MaskSettings['what'], keep: number) =>
      masksOf([layer], { ...{ keep, what, block: [2, 2], pool: 'max', scope: 'layer' } })[0]?.mask.join('');
    expect(of('rows', 0.5)).toBe('000111');
    expect(of('columns', 1 / 3)).toBe('100100');
    expect(of('blocks', 0.5)).toBe('110110');
  });
});
