import { describe, expect, it } from 'vitest';
import { type Crop, cropOf } from './crop.ts';

const drawn = (count: number, aspect: number): Crop[] =>
  Array.from({ length: count }, (_, seed) => cropOf(seed, aspect));
const areaOf = ({ width, height }: Crop) => width * height;
const share = (crops: readonly Crop[], holds: (crop: Crop) => boolean) =>
  crops.filter(holds).length / crops.length;

describe('cropOf', () => {
  it('stays within the picture, its areas and its ratios', () => {
    for (const aspect of [0.5, 0.75, 1, 1.5, 2.2]) {
      for (const crop of drawn(2000, aspect)) {
        const ratio = (crop.width * aspect) / crop.height;
        expect(Math.min(crop.left, crop.top)).toBeGreaterThanOrEqual(0);
        expect(Math.max(crop.left + crop.width, crop.top + crop.height)).toBeLessThanOrEqual(1 + 1e-12);
        expect(areaOf(crop)).toBeGreaterThanOrEqual(0.08);
        expect(ratio).toBeGreaterThanOrEqual(3 / 4 - 1e-9);
        expect(ratio).toBeLessThanOrEqual(4 / 3 + 1e-9);
      }
    }
  });

  it('draws areas evenly and ratios evenly by their logarithm, where every draw fits', () => {
    // Below 3/4 of a square no ratio makes a side longer than the picture: there the first draw is never refused, and
    // elsewhere some are, so that what is below is met a little more often than 0.67 / 0.92 of the time.
    const crops = drawn(20_000, 1);
    const small = crops.filter((crop) => areaOf(crop) < 0.75);
    expect(small.length / crops.length).toBeGreaterThan(0.67 / 0.92);
    for (const quantile of [0.2, 0.4, 0.6, 0.8]) {
      const area = 0.08 + quantile * (0.75 - 0.08);
      expect(Math.abs(share(small, (crop) => areaOf(crop) < area) - quantile)).toBeLessThan(0.015);
      const ratio = Math.exp(Math.log(3 / 4) + quantile * Math.log(16 / 9));
      expect(Math.abs(share(small, (crop) => crop.width / crop.height < ratio) - quantile)).toBeLessThan(
        0.015,
      );
    }
  });

  it('refuses what does not fit as often as the same draws of another generator', () => {
    // E[area of accepted] from Math.random's, with nothing shared but the formula of torchvision's get_params.
    let sum = 0;
    let count = 0;
    while (count < 20_000) {
      const area = 0.08 + 0.92 * Math.random();
      const ratio = Math.exp(Math.log(3 / 4) + Math.random() * Math.log(16 / 9));
      if (Math.sqrt((area * ratio) / 1.5) > 1 || Math.sqrt((area * 1.5) / ratio) > 1) continue;
      sum += area;
      count++;
    }
    const mean = drawn(20_000, 1.5).reduce((total, crop) => total + areaOf(crop), 0) / 20_000;
    expect(Math.abs(mean - sum / count)).toBeLessThan(0.01);
  });

  it('lies anywhere, and is mirrored half of the time', () => {
    const crops = drawn(20_000, 1);
    const right = share(crops, ({ left, width }) => left / (1 - width) > 0.5);
    const low = share(crops, ({ top, height }) => top / (1 - height) > 0.5);
    for (const half of [right, low, share(crops, ({ mirrored }) => mirrored)]) {
      expect(Math.abs(half - 0.5)).toBeLessThan(0.015);
    }
    // The two ways in which it lies, and the mirror, have nothing to do with each other.
    const both = share(
      crops,
      ({ left, width, top, height, mirrored }) =>
        left / (1 - width) > 0.5 && top / (1 - height) > 0.5 && mirrored,
    );
    expect(Math.abs(both - 0.125)).toBeLessThan(0.01);
  });

  it('is the same for the same seed', () => {
    expect(cropOf(4_294_967_295, 1.3)).toEqual(cropOf(4_294_967_295, 1.3));
    expect(cropOf(7, 1.3)).not.toEqual(cropOf(8, 1.3));
  });

  it('takes the middle of a picture in which no draw fits', () => {
    // 20 : 1: the least area at the widest ratio is √(0.08 · 20 · 3/4) > 1 of the height.
    const { mirrored: _, ...wide } = cropOf(3, 20);
    expect(wide.width).toBeCloseTo(4 / 3 / 20, 12);
    expect(wide.height).toBe(1);
    expect(wide.left).toBeCloseTo((1 - 4 / 3 / 20) / 2, 12);
    expect(wide.top).toBe(0);
    const { mirrored: __, ...tall } = cropOf(3, 1 / 20);
    expect(tall.height).toBeCloseTo(4 / 3 / 20, 12);
    expect(tall.width).toBe(1);
    expect(tall.top).toBeCloseTo((1 - 4 / 3 / 20) / 2, 12);
    expect(tall.left).toBe(0);
  });
});
