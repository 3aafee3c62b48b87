import { describe, expect, it } from 'vitest';
import { floatToHalf, fromHalves, halfToFloat, roundToHalves, toHalves } from './halves.ts';

describe('halves', () => {
  it('are all given back, whatever their bits', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      if ((bits & 0x7c00) !== 0x7c00) expect(floatToHalf(halfToFloat(bits))).toBe(bits);
    }
  });

  // Values of NumPy: np.float16(x).view(np.uint16).
  it.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [0.1, 0x2e66],
    [1 / 3, 0x3555],
    [2049, 0x6800],
    [2051, 0x6802],
    [65_519, 0x7bff],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [1.5 * 2 ** -24, 0x0002],
    [1023.9 * 2 ** -24, 0x0400],
    [-0, 0x8000],
  ])('of %d is %d', (value, bits) => {
    expect(floatToHalf(value)).toBe(bits);
  });

  it('beyond the largest are the largest: a logit stays a number', () => {
    expect(fromHalves(toHalves(Float32Array.of(1e6, -1e6, Number.POSITIVE_INFINITY)))).toEqual(
      Float32Array.of(65_504, -65_504, 65_504),
    );
  });

  it('stay what they are when they are rounded again', () => {
    const values = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i) * 10 ** ((i % 9) - 4));
    roundToHalves(values);
    const once = values.slice();
    roundToHalves(values);
    expect(values).toEqual(once);
    expect(fromHalves(toHalves(values))).toEqual(once);
  });
});
