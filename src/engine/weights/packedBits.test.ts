import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packBits, packedLength, unpackBits } from './packedBits.ts';

it('packs the lowest bits first', () => {
  expect([...packBits([1, 2, 3, 0, 2], 2)]).toEqual([0b00111001, 0b10]);
  expect([...packBits([0b10101, 0b01011], 5)]).toEqual([0b01110101, 0b01]);
  expect([...packBits([], 3)]).toEqual([]);
});

it('gives numbers of any bits back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), fc.array(fc.nat(65_535), { maxLength: 50 }), (bits, any) => {
      const numbers = any.map((number) => number % 2 ** bits);
      const packed = packBits(numbers, bits);
      expect(packed.length).toBe(packedLength(numbers.length, bits));
      expect([...unpackBits(packed, bits, numbers.length)]).toEqual(numbers);
    }),
  );
});
