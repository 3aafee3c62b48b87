import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { asFloats, byteOperation, changeAt, changeLength } from '../../ops/changedImages/changes.ts';
import { noise } from '../trainingForTests.ts';
import { betaOf, changeDrawing, randAugmentOperations } from './drawChanges.ts';

const off = { mixup: 0, cutmix: 0, erasing: 0, randAugment: 0 };
const source = { ...noise(40, 1), size: 6 };
const indices = Int32Array.from({ length: 20 }, (_, i) => 2 * i);
const drawing = (settings: Partial<typeof off>, seed = 4) => {
  const draw = changeDrawing(source, { ...off, ...settings }, random(seed));
  if (!draw) throw new Error('nothing is drawn');
  return draw;
};
const rowsOf = (changes: Int32Array) =>
  Array.from({ length: changes.length / changeLength }, (_, b) =>
    changes.subarray(b * changeLength, (b + 1) * changeLength),
  );
const shareOf = (row: Int32Array) => asFloats(row.slice())[changeAt.share] ?? Number.NaN;

it.each([0.2, 0.8, 1, 4])(
  'draws from Beta(%f, %f): mean 1/2, variance 1/(4(2α + 1)), quartiles alike',
  (alpha) => {
    const stream = random(1);
    const drawn = Array.from({ length: 20_000 }, () => betaOf(alpha, stream));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
    expect(drawn.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(mean).toBeCloseTo(0.5, 1.9);
    expect(Math.abs(variance * 4 * (2 * alpha + 1) - 1)).toBeLessThan(0.04);
    const below = drawn.filter((value) => value < 0.1).length;
    const above = drawn.filter((value) => value > 0.9).length;
    expect(Math.abs(below - above) / drawn.length).toBeLessThan(0.02);
  },
);

describe('changes of a batch', () => {
  it('are none where nothing says so, or features are shown', () => {
    expect(changeDrawing(source, off, random(1))).toBeUndefined();
    expect(changeDrawing(source, undefined, random(1))).toBeUndefined();
    expect(changeDrawing({ ...source, channels: 8 }, { ...off, mixup: 1 }, random(1))).toBeUndefined();
  });

  it('depend on the seed and the step alone', () => {
    const settings = { mixup: 0.8, cutmix: 1, erasing: 0.5, randAugment: 9 };
    const one = drawing(settings);
    const later = one(7, indices);
    expect(drawing(settings)(7, indices)).toEqual(later);
    expect(one(8, indices)).not.toEqual(later);
    expect(drawing(settings, 5)(7, indices)).not.toEqual(later);
    // What is drawn for one does not move what is drawn for another.
    const erased = (changes: Int32Array) =>
      rowsOf(changes).map((row) => [...row.subarray(changeAt.erased, changeAt.partner)]);
    expect(erased(drawing({ erasing: 0.5 })(7, indices))).toEqual(erased(later));
  });

  it('mix each image with the one before it, by one λ for the batch', () => {
    for (const row of [0, 1, 2].flatMap((step) =>
      rowsOf(drawing({ mixup: 1 })(step, indices).slice(0, 32)),
    )) {
      expect(row.subarray(changeAt.box)).toEqual(new Int32Array(4));
      expect(shareOf(row)).toBeGreaterThan(0);
      expect(shareOf(row)).toBeLessThan(1);
    }
    const rows = rowsOf(drawing({ mixup: 1 })(0, indices));
    expect(rows.map((row) => row[changeAt.partner])).toEqual([
      19,
      ...Array.from({ length: 19 }, (_, i) => i),
    ]);
    expect(new Set(rows.map(shareOf)).size).toBe(1);
  });

  it('cut boxes of which the share is what is left, and take turns with mixup where both are on', () => {
    const draw = drawing({ cutmix: 1 });
    for (let step = 0; step < 50; step++) {
      const [row] = rowsOf(draw(step, indices));
      const [top = 0, left = 0, bottom = 0, right = 0] = row?.subarray(changeAt.box) ?? [];
      expect(shareOf(row ?? new Int32Array(16))).toBeCloseTo(1 - ((bottom - top) * (right - left)) / 36, 6);
      expect(Math.min(top, left)).toBeGreaterThanOrEqual(0);
      expect(Math.max(bottom, right)).toBeLessThanOrEqual(6);
    }
    const either = drawing({ mixup: 1, cutmix: 1 });
    const blended = Array.from({ length: 400 }, (_, step) => {
      const row = either(step, indices);
      return (row[changeAt.box + 2] ?? 0) === 0 && shareOf(row) < 1;
    }).filter(Boolean).length;
    expect(Math.abs(blended / 400 - 0.5)).toBeLessThan(0.1);
  });

  it('erase as many as the probability says, 2 to 33 % of them', () => {
    const large = { ...source, size: 32 };
    const draw = changeDrawing(large, { ...off, erasing: 0.25 }, random(2));
    const boxes = Array.from({ length: 100 }, (_, step) => rowsOf(draw?.(step, indices) ?? new Int32Array()))
      .flat()
      .map((row) => row.subarray(changeAt.erased, changeAt.partner));
    const areas = boxes
      .map(([top = 0, left = 0, bottom = 0, right = 0]) => ((bottom - top) * (right - left)) / 1024)
      .filter((area) => area > 0);
    expect(Math.abs(areas.length / boxes.length - 0.25)).toBeLessThan(0.03);
    expect(Math.min(...areas)).toBeGreaterThan(0.015);
    expect(Math.max(...areas)).toBeLessThan(0.36);
  });

  it('draw RandAugment’s operations at torchvision’s magnitudes', () => {
    const draw = drawing({ randAugment: 9 });
    const rows = Array.from({ length: 100 }, (_, step) => rowsOf(draw(step, indices))).flat();
    const first = rows.map((row) => [...row.subarray(0, 3)]);
    // 9 of 30: factors 1 ± 0.27, 8 − round(9 / 7.5) = 7 bits, from 178.5 on, ⌊150/331 · 6 · 0.3⌋ = 0 pixels.
    const kinds = new Map<number, Set<string>>();
    for (const [kind = 0, ...numbers] of first) {
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(numbers.join(' ')));
    }
    expect([...(kinds.get(byteOperation.saturation) ?? [])].sort()).toEqual(['2990 0', '5202 0']);
    expect([...(kinds.get(byteOperation.posterise) ?? [])]).toEqual(['254 0']);
    expect([...(kinds.get(byteOperation.solarise) ?? [])]).toEqual(['179 0']);
    expect([...(kinds.get(byteOperation.translate) ?? [])]).toEqual(['0 0']);
    const brightness = first.filter(([kind, , b]) => kind === byteOperation.linear && b === 0);
    expect(new Set(brightness.map(([, a]) => a))).toEqual(new Set([2990, 5202]));
    const none = first.filter(([kind]) => kind === byteOperation.none).length / first.length;
    expect(Math.abs(none - 1 / randAugmentOperations.length)).toBeLessThan(0.03);
  });
});
