import { describe, expect, it } from 'vitest';
import { channelDeviation, channelMean, type ImageSet } from '../../base/imageSet.ts';
import { resample } from '../resample.ts';
import { cropSize, wholeSize } from '../shapes.ts';
import { asValidation, batchesOf } from './augment.ts';
import { cropOf } from './crop.ts';
import { cropBatches } from './cropBatches.ts';

const size = 14;
const whole = wholeSize(size);

type Wholes = ImageSet & { readonly aspects: Float32Array };

/** Red is a ramp across, green a ramp down, blue the image's number. */
function ramps(count: number, aspect = 1): Wholes {
  const pixels = new Uint8Array(count * whole * whole * 3);
  for (let i = 0; i < count * whole * whole; i++) {
    pixels[3 * i] = 10 * (i % whole);
    pixels[3 * i + 1] = 10 * (Math.floor(i / whole) % whole);
    pixels[3 * i + 2] = Math.floor(i / (whole * whole));
  }
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  return { count, size: whole, pixels, labels, aspects: new Float32Array(count).fill(aspect) };
}

/** Undoes ImageNet's normalisation. */
const plain = (values: Float32Array) =>
  Array.from(
    values,
    (value, i) => 255 * (value * (channelDeviation[i % 3] ?? 0) + (channelMean[i % 3] ?? 0)),
  );

const show = (images: Wholes, views: number, image: number, version: number) =>
  Array.from(cropBatches(images, views).fill(Int32Array.of(image), Uint32Array.of(version)));

describe('cropBatches', () => {
  it('gives S × S pixels of pictures kept at R × R', () => {
    expect(whole).toBe(16);
    for (let each = 8; each <= 256; each++) expect(cropSize(wholeSize(each))).toBe(each);
    const batches = batchesOf(ramps(3), 'crop');
    expect(batches.size).toBe(size);
    expect(batches.versions).toBe(Number.POSITIVE_INFINITY);
    expect(batches.views).toBeUndefined();
    const filled = batches.fill(Int32Array.of(2, 0), Uint32Array.of(5, 6));
    expect(filled).toHaveLength(2 * size * size * 3);
    const bytes = plain(filled);
    expect(bytes[2]).toBeCloseTo(2, 3);
    expect(bytes[size * size * 3 + 2]).toBeCloseTo(0, 3);
    expect(batches.fill(Int32Array.of(1, 1), Uint32Array.of(0, 1))).toBe(filled);
  });

  it('shows the part that the version draws, mirrored or not', () => {
    const images = ramps(1, 1.4);
    for (let version = 0; version < 200; version++) {
      const { left, top, width, height, mirrored } = cropOf(version, images.aspects[0] ?? 1);
      const shown = plain(Float32Array.from(show(images, 0, 0, version)));
      // Away from the crop's edges a ramp is what it is there, to a tenth of a pixel: weights are samples of a triangle.
      const at = (y: number, x: number) => shown.slice(3 * (y * size + x), 3 * (y * size + x) + 2);
      const across = (i: number) => 10 * (whole * (left + (width * (i + 0.5)) / size) - 0.5);
      const down = (i: number) => 10 * (whole * (top + (height * (i + 0.5)) / size) - 0.5);
      for (const i of [5, 7, 8]) {
        const [red = 0, green = 0] = at(i, mirrored ? size - 1 - i : i);
        expect(Math.abs(red - across(i))).toBeLessThan(1);
        expect(Math.abs(green - down(i))).toBeLessThan(1);
      }
    }
  });

  it('is a plain resize of what is cut, but for the rounding to bytes', () => {
    // Of so tall a picture every crop is its middle, 4/3 as high as it is wide.
    const aspect = 1 / 32;
    const noise = ramps(1, aspect);
    noise.pixels.forEach((_, i) => {
      noise.pixels[i] = Math.imul(i + 1, 0x9e3779b1) >>> 24;
    });
    const middle = { left: 0, top: 0, width: whole, height: (whole * aspect * 4) / 3 };
    const box = { ...middle, top: (whole - middle.height) / 2 };
    const resized: number[] = [];
    const raster = { pixels: noise.pixels, start: 0, width: whole, height: whole, channels: 3 } as const;
    resample(raster, { box, size, beyond: false }, (row) => resized.push(...row));
    const shown = plain(Float32Array.from(show(noise, 0, 0, 5)));
    expect(cropOf(5, aspect).mirrored).toBe(false);
    shown.forEach((value, i) => {
      expect(value).toBeCloseTo(resized[i] ?? 0, 3);
    });
  });

  it('has as many versions as views, and each image its own', () => {
    const images = ramps(2);
    const batches = batchesOf(images, 'crop', 3);
    expect(batches.versions).toBe(3);
    const red = (image: number, version: number) =>
      show(images, 3, image, version)
        .filter((_, i) => i % 3 !== 2)
        .join();
    expect(red(0, 4_294_967_295)).toBe(red(0, 4_294_967_295 % 3));
    expect(red(0, 4)).toBe(red(0, 1));
    expect(new Set([0, 1, 2].flatMap((version) => [red(0, version), red(1, version)])).size).toBe(6);
    // Where every view is new, the version alone decides.
    const endless = (image: number) =>
      show(images, 0, image, 12_345)
        .filter((_, i) => i % 3 !== 2)
        .join();
    expect(endless(0)).toBe(endless(1));
  });

  it('does not depend on what was cut before', () => {
    const batches = batchesOf(ramps(4), 'crop');
    const alone = show(ramps(4), 0, 3, 77);
    batches.fill(Int32Array.of(0, 1, 2), Uint32Array.of(1, 2, 3));
    const together = batches.fill(Int32Array.of(1, 3), Uint32Array.of(9, 77));
    expect(Array.from(together.subarray(size * size * 3))).toEqual(alone);
  });

  it('takes no pictures that are not kept whole, and nothing else those that are', () => {
    const { aspects: _, ...squares } = ramps(1);
    expect(() => batchesOf(squares, 'crop')).toThrow(/kept whole/);
    expect(() => batchesOf(ramps(1), 'flip')).toThrow(/kept whole/);
  });
});

describe('asValidation', () => {
  const bytes = (images: ImageSet, share: number) =>
    plain(asValidation(images, share).fill(Int32Array.of(0), Uint32Array.of(0)));
  const column = (values: readonly number[], x: number) => values[3 * (5 * size + x)] as number;
  const row = (values: readonly number[], y: number) => values[3 * (y * size + 5) + 1] as number;

  it.each([
    [1, 1],
    [2, 1],
    [0.5, 1],
    [2, 0.875],
  ])('shows the centre of a picture kept whole, of aspect %f at a share of %f', (aspect, share) => {
    const values = bytes(ramps(1, aspect), share);
    // The centre of the picture is the centre of what is shown, and a ramp goes on as steeply as the part is wide.
    const middle = (10 * (whole - 1)) / 2;
    expect((column(values, size / 2 - 1) + column(values, size / 2)) / 2).toBeCloseTo(middle, 2);
    expect((row(values, size / 2 - 1) + row(values, size / 2)) / 2).toBeCloseTo(middle, 2);
    const kept = size / Math.round(size / share);
    const step = (10 * whole * kept) / size;
    // Within 2 %: the filter's weights are normalised at whole pixels.
    expect((column(values, 11) - column(values, 2)) / (9 * step * Math.min(1, 1 / aspect))).toBeCloseTo(
      1,
      1.5,
    );
    expect((row(values, 11) - row(values, 2)) / (9 * step * Math.min(1, aspect))).toBeCloseTo(1, 1.5);
  });

  it('shows other pictures as they are', () => {
    const { aspects: _, ...squares } = ramps(1);
    expect(bytes(squares, 0.5)).toEqual(
      plain(batchesOf(squares, 'none').fill(Int32Array.of(0), Uint32Array.of(0))),
    );
  });
});
