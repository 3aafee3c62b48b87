import { describe, expect, it } from 'vitest';
import { squareOf } from './resample.ts';

/** A picture from a grey value for each pixel. */
function grey(width: number, height: number, value: (x: number, y: number) => number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    rgba.fill(value(i % width, Math.floor(i / width)), 4 * i, 4 * i + 3);
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}

function reduce(rgba: Uint8ClampedArray, width: number, height: number, size: number): number[] {
  const out = new Uint8Array(size * size * 3);
  squareOf(rgba, width, height, size, out, 0);
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
});
