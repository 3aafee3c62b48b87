import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../base/imageSet.ts';
import { batchesOf, viewOf } from './augment.ts';

/** One image whose red is its row, green its column, blue its number. */
function numbered(count: number, size: number): ImageSet {
  const pixels = new Uint8Array(count * size * size * 3);
  for (let i = 0; i < count * size * size; i++) {
    pixels[3 * i] = Math.floor(i / size) % size;
    pixels[3 * i + 1] = i % size;
    pixels[3 * i + 2] = Math.floor(i / (size * size));
  }
  return { count, size, pixels, labels: Int32Array.from({ length: count }, (_, i) => i % 3) };
}

/** Undoes ImageNet's normalisation (+ 0 turns −0 into 0). */
function bytesOf(values: Float32Array): number[] {
  const mean = [0.485, 0.456, 0.406];
  const deviation = [0.229, 0.224, 0.225];
  return Array.from(
    values,
    (value, i) => Math.round(255 * (value * (deviation[i % 3] ?? 0) + (mean[i % 3] ?? 0))) + 0,
  );
}

describe('batchesOf', () => {
  it('normalises as torchvision does', () => {
    const images: ImageSet = {
      count: 1,
      size: 1,
      pixels: Uint8Array.of(0, 255, 128),
      labels: Int32Array.of(0),
    };
    const [red, green, blue] = batchesOf(images, 'none').fill(Int32Array.of(0), Uint32Array.of(0));
    // (0 − .485)/.229, (1 − .456)/.224, (128/255 − .406)/.225
    expect(red).toBeCloseTo(-2.1179039, 5);
    expect(green).toBeCloseTo(2.4285714, 5);
    expect(blue).toBeCloseTo(0.4264924, 5);
  });

  it('gives the images asked for, in order', () => {
    const batches = batchesOf(numbered(5, 4), 'none');
    const bytes = bytesOf(batches.fill(Int32Array.of(3, 1), Uint32Array.of(0, 9)));
    expect(bytes).toHaveLength(2 * 4 * 4 * 3);
    expect(bytes.slice(0, 3)).toEqual([0, 0, 3]);
    expect(bytes.slice(-3)).toEqual([3, 3, 1]);
    expect(batches.versions).toBe(1);
  });

  it('mirrors odd versions only', () => {
    const batches = batchesOf(numbered(1, 4), 'flip');
    expect(batches.versions).toBe(2);
    const columns = (version: number) =>
      bytesOf(batches.fill(Int32Array.of(0), Uint32Array.of(version)))
        .filter((_, i) => i % 3 === 1)
        .slice(0, 4);
    expect(columns(0)).toEqual([0, 1, 2, 3]);
    expect(columns(1)).toEqual([3, 2, 1, 0]);
    expect(columns(6)).toEqual([0, 1, 2, 3]);
  });

  it('shifts by up to an eighth and fills by reflection', () => {
    const size = 16;
    const batches = batchesOf(numbered(1, size), 'flip-shift');
    expect(batches.versions).toBe(Number.POSITIVE_INFINITY);
    const seen = new Set<string>();
    for (let version = 0; version < 400; version++) {
      const { mirrored, right, down } = viewOf('flip-shift', version, size);
      seen.add(`${mirrored} ${right} ${down}`);
      const bytes = bytesOf(batches.fill(Int32Array.of(0), Uint32Array.of(version)));
      const reflected = (at: number) => (at < 0 ? -at : at > size - 1 ? 2 * (size - 1) - at : at);
      const expected = Array.from({ length: size * size }, (_, i) => {
        const column = reflected((i % size) - right);
        return [reflected(Math.floor(i / size) - down), mirrored ? size - 1 - column : column, 0];
      });
      expect(bytes).toEqual(expected.flat());
    }
    // 2 mirrors × 5 × 5 shifts, all of which 400 draws should meet.
    expect(seen.size).toBe(50);
  });

  it('draws as many shifts of each image as it has views', () => {
    const [size, views, count] = [16, 2, 60];
    const images = numbered(count, size);
    const batches = batchesOf(images, 'flip-shift', views);
    expect(batches.versions).toBe(views);
    const rows = (version: number) => {
      const into = new Int32Array(4 * count);
      batches.views?.(
        Int32Array.from({ length: count }, (_, i) => i),
        new Uint32Array(count).fill(version),
        into,
      );
      return into;
    };
    expect(rows(4_294_967_294)).toEqual(rows(0));
    expect(rows(0)).not.toEqual(rows(1));
    const shifts = new Set<string>();
    for (const version of [0, 1]) {
      const [into, filled] = [rows(version), new Float32Array(size * size * 3)];
      for (let image = 0; image < count; image++) {
        const [number, mirrored = 0, right = 0, down = 0] = into.subarray(4 * image, 4 * image + 4);
        expect(number).toBe(image);
        shifts.add(`${mirrored} ${right} ${down}`);
        filled.set(batches.fill(Int32Array.of(image), Uint32Array.of(version + views)));
        const [row, column] = bytesOf(filled.subarray(3 * (8 * size + 8)));
        expect(row).toBe(8 - down);
        expect(column).toBe(mirrored ? size - 1 - (8 - right) : 8 - right);
      }
    }
    // Of 50 that there are; had all images the same two views, it would be two.
    expect(shifts.size).toBeGreaterThan(35);
    expect(batchesOf(images, 'flip', views).versions).toBe(2);
    expect(batchesOf(images, 'none', views).versions).toBe(1);
  });

  it('keeps one array for each batch length', () => {
    const batches = batchesOf(numbered(4, 4), 'none');
    const versions = new Uint32Array(2);
    const first = batches.fill(Int32Array.of(0, 1), versions);
    expect(batches.fill(Int32Array.of(2, 3), versions)).toBe(first);
    expect(batches.fill(Int32Array.of(2), versions)).not.toBe(first);
  });
});
