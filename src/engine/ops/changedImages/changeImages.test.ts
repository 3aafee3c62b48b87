import { describe, expect, it } from 'vitest';
import { normalisingTables } from '../../../spec/normalisation.ts';
import { changeImages, labelRows } from './changeImages.ts';
import { asFloats, byteOperation, changeAt, changeLength, one } from './changes.ts';

const tables = normalisingTables();
const normalised = (bytes: readonly number[]) =>
  Float32Array.from(bytes, (byte, i) => tables[(i % 3) as 0 | 1 | 2][byte] ?? 0);

/** Bytes, which changed values are looked up among. */
const bytesOf = (values: Float32Array) =>
  Array.from(values, (value, i) => tables[(i % 3) as 0 | 1 | 2].indexOf(value));

function changeOf(settings: {
  readonly operations?: readonly number[];
  readonly erased?: readonly number[];
  readonly partner?: number;
  readonly share?: number;
  readonly box?: readonly number[];
}): Int32Array {
  const row = new Int32Array(changeLength);
  row.set(settings.operations ?? []);
  row.set(settings.erased ?? [], changeAt.erased);
  row[changeAt.partner] = settings.partner ?? 0;
  asFloats(row)[changeAt.share] = settings.share ?? 1;
  row.set(settings.box ?? [], changeAt.box);
  return row;
}
const together = (...rows: Int32Array[]) => Int32Array.from(rows.flatMap((row) => [...row]));

describe('operations on bytes', () => {
  // 2 × 2 pixels.
  const picture = [10, 100, 200, 0, 0, 0, 255, 255, 255, 64, 63, 128];
  const operated = (...operations: number[]) =>
    bytesOf(changeImages(normalised(picture), changeOf({ operations }), 2));

  it('give what torchvision 0.14 gives of the same picture', () => {
    // adjust_brightness 1.5 and 0.5: products, cut off at 255, rounded down.
    expect(operated(byteOperation.linear, 1.5 * one, 0)).toEqual([
      15, 150, 255, 0, 0, 0, 255, 255, 255, 96, 94, 192,
    ]);
    expect(operated(byteOperation.linear, 0.5 * one, 0)).toEqual([
      5, 50, 100, 0, 0, 0, 127, 127, 127, 32, 31, 64,
    ]);
    // adjust_saturation 0: the grey, 0.2989 R + 0.587 G + 0.114 B rounded down.
    expect(operated(byteOperation.saturation, 0, 0)).toEqual([
      84, 84, 84, 0, 0, 0, 254, 254, 254, 70, 70, 70,
    ]);
    // posterize to 2 bits, solarize at 128.
    expect(operated(byteOperation.posterise, 256 - 2 ** 6, 0)).toEqual([
      0, 64, 192, 0, 0, 0, 192, 192, 192, 64, 0, 128,
    ]);
    expect(operated(byteOperation.solarise, 128, 0)).toEqual([10, 100, 55, 0, 0, 0, 0, 0, 0, 64, 63, 127]);
  });

  it('move with black behind, before or after another operation', () => {
    const right = [byteOperation.translate, 1, 0];
    expect(operated(...right)).toEqual([0, 0, 0, 10, 100, 200, 0, 0, 0, 255, 255, 255]);
    expect(operated(byteOperation.translate, 0, -1)).toEqual([255, 255, 255, 64, 63, 128, 0, 0, 0, 0, 0, 0]);
    const lighter = [byteOperation.linear, one, 20 * one];
    expect(operated(...right, ...lighter).slice(0, 3)).toEqual([20, 20, 20]);
    expect(operated(...lighter, ...right).slice(0, 3)).toEqual([0, 0, 0]);
  });

  it('leave the bits of what they do not change', () => {
    const values = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
    expect(changeImages(values, changeOf({}), 2)).toEqual(values);
  });
});

describe('a batch', () => {
  // Two pictures of 2 × 2 pixels.
  const values = Float32Array.from({ length: 24 }, (_, i) => Math.fround(Math.cos(i)));

  it('is erased before it is mixed', () => {
    const changes = together(
      changeOf({ erased: [0, 1, 2, 2], partner: 1, share: 0.75 }),
      changeOf({ partner: 0, share: 0.75 }),
    );
    const mixed = changeImages(values, changes, 2);
    // Pixel 1 of the first is erased, pixel 0 is not.
    expect(mixed[0]).toBeCloseTo(0.75 * Math.cos(0) + 0.25 * Math.cos(12), 6);
    expect(mixed[3]).toBeCloseTo(0.25 * Math.cos(15), 6);
    expect(mixed[15]).toBeCloseTo(0.75 * Math.cos(15), 6);
  });

  it('has boxes of others pasted in, and labels by area', () => {
    const box = { share: 0.5, box: [1, 0, 2, 2] };
    const changes = together(changeOf({ ...box, partner: 1 }), changeOf({ ...box, partner: 0 }));
    const mixed = changeImages(values, changes, 2);
    expect([...mixed.subarray(0, 12)]).toEqual([...values.subarray(0, 6), ...values.subarray(18, 24)]);
    expect([...mixed.subarray(12)]).toEqual([...values.subarray(12, 18), ...values.subarray(6, 12)]);
    expect([...labelRows(Int32Array.of(2, 0), 3, changes)]).toEqual([0.5, 0, 0.5, 0.5, 0, 0.5]);
  });

  it('has rows of labels, whose part is missing where there is no label', () => {
    const changes = together(changeOf({ share: 0.75, partner: 1 }), changeOf({ share: 0.75, partner: 0 }));
    expect([...labelRows(Int32Array.of(1, -1), 2)]).toEqual([0, 1, 0, 0]);
    expect([...labelRows(Int32Array.of(1, -1), 2, changes)]).toEqual([0, 0.75, 0, 0.25]);
    expect([...labelRows(Int32Array.of(1, 1), 2, changes)]).toEqual([0, 1, 0, 1]);
  });
});
