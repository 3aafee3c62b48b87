import { describe, expect, it } from 'vitest';
import { type Box, type Raster, resample, squareOf } from './resample.ts';
import { boxOf } from './shapes.ts';

/** A picture from a grey value for each pixel. */
function grey(width: number, height: number, value: (x: number, y: number) => number): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    rgba.fill(value(i % width, Math.floor(i / width)), 4 * i, 4 * i + 3);
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}

function reduce(pixels: Uint8Array, width: number, height: number, size: number, share = 1): number[] {
  const out = new Uint8Array(size * size * 3);
  const box = boxOf({ kind: 'centre', size, share }, width, height);
  squareOf({ pixels, start: 0, width, height, channels: 4 }, box, size, out, 0);
  return Array.from(out).filter((_, i) => i % 3 === 0);
}

describe('squareOf', () => {
  it('leaves a picture of the right size as it is', () => {
    const value = (x: number, y: number) => 10 * x + 3 * y;
    expect(reduce(grey(4, 4, value), 4, 4, 4)).toEqual(
      Array.from({ length: 16 }, (_, i) => value(i % 4, Math.floor(i / 4))),
    );
  });

  it('halves with the weights 1, 3, 3, 1 of a triangle two pixels wide, cut at the edge', () => {
    const row = [0, 0, 0, 80, 160, 240, 240, 240];
    const halved = reduce(
      grey(8, 8, (x) => row[x] ?? 0),
      8,
      8,
      4,
    ).slice(0, 4);
    // (3·0 + 3·0 + 0)/7, (0 + 3·0 + 3·80 + 160)/8, (80 + 3·160 + 3·240 + 240)/8, (240 + 3·240 + 3·240)/7
    expect(halved).toEqual([0, 50, 190, 240]);
  });

  it('keeps the middle of the long side', () => {
    const wide = grey(12, 4, (x) => (x >= 4 && x < 8 ? 200 : 10));
    expect(new Set(reduce(wide, 12, 4, 4))).toEqual(new Set([200]));
    const tall = grey(4, 12, (_, y) => (y >= 4 && y < 8 ? 90 : 10));
    expect(new Set(reduce(tall, 4, 12, 4))).toEqual(new Set([90]));
  });

  it('keeps the mean of fine detail instead of aliasing it', () => {
    const checks = grey(64, 64, (x, y) => ((x + y) % 2 === 0 ? 255 : 0));
    for (const value of reduce(checks, 64, 64, 7)) expect(Math.abs(value - 127.5)).toBeLessThan(2);
  });

  it('enlarges a small picture without leaving its range', () => {
    const values = reduce(
      grey(3, 5, (x) => 50 * x),
      3,
      5,
      16,
    );
    expect(Math.min(...values)).toBe(0);
    expect(Math.max(...values)).toBe(100);
  });

  it('keeps a share of the short side, exactly where no pixel has to be split', () => {
    // Of 8 × 12 pixels 7/8 of the short side, at 7 × 7 pixels: nothing is resized.
    const value = (x: number, y: number) => 10 * x + 4 * y;
    const centre = reduce(grey(8, 12, value), 8, 12, 7, 0.875);
    // The middle of 8 pixels leaves half a pixel on either side, and of 12 two and a half: means of two by two neighbours.
    expect(centre).toEqual(
      Array.from({ length: 49 }, (_, i) => value((i % 7) + 0.5, Math.floor(i / 7) + 2.5)),
    );
  });
});

describe('resample', () => {
  /** Rows of red, of a grey RGB picture of 8 × 8 pixels that are `value`. */
  function cut(value: (x: number, y: number) => number, box: Box, beyond: boolean, mirrored = false) {
    const pixels = Uint8Array.from({ length: 192 }, (_, i) =>
      value(Math.floor(i / 3) % 8, Math.floor(i / 24)),
    );
    const raster: Raster = { pixels, start: 0, width: 8, height: 8, channels: 3 };
    const rows: number[][] = [];
    resample(raster, { box, size: 4, beyond, mirrored }, (row) => {
      rows.push(Array.from(row).filter((_, i) => i % 3 === 0));
    });
    return rows;
  }
  const middle: Box = { left: 2, top: 2, width: 4, height: 4 };

  it('cuts whole pixels as they are, and turns them', () => {
    const value = (x: number, y: number) => 20 * x + y;
    const rows = [2, 3, 4, 5].map((y) => [2, 3, 4, 5].map((x) => value(x, y)));
    expect(cut(value, middle, false)).toEqual(rows);
    expect(cut(value, middle, false, true)).toEqual(rows.map((row) => row.toReversed()));
  });

  it('sees beyond the box where the picture is resized before it is cut, and not where after', () => {
    const inside = (x: number) => (x >= 2 && x < 4 ? 100 : 0);
    const box: Box = { left: 2, top: 0, width: 2, height: 8 };
    // Twice as wide: the first of four pixels lies a quarter of a pixel from the edge.
    const rounded = (rows: readonly number[][]) => rows[0]?.map((value) => Math.round(value * 1e6) / 1e6);
    expect(rounded(cut(inside, box, true))).toEqual([75, 100, 100, 75]);
    expect(rounded(cut(inside, box, false))).toEqual([100, 100, 100, 100]);
  });

  it('of a whole picture is the plain resize, whether it sees beyond or not', () => {
    const value = (x: number, y: number) => Math.imul(8 * y + x + 1, 0x9e3779b1) >>> 24;
    const all: Box = { left: 0, top: 0, width: 8, height: 8 };
    const inside = cut(value, all, false);
    expect(inside).toEqual(cut(value, all, true));
    const reduced = reduce(grey(8, 8, value), 8, 8, 4);
    inside.flat().forEach((each, i) => {
      expect(Math.abs(each - (reduced[i] ?? 0))).toBeLessThanOrEqual(0.5);
    });
  });
});
