/**
 * Whole numbers of a few bits each, one after the other without gaps: number i takes the bits i·b … i·b + b − 1 of the stream, its
 * lowest bit first, and bit k of the stream is bit k mod 8 of byte ⌊k / 8⌋, the lowest being 0. The last byte is filled with zeros.
 */

/** @param numbers whole, 0 to 2^bits − 1, with `bits` from 1 to 16 */
export function packBits(numbers: ArrayLike<number>, bits: number): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(packedLength(numbers.length, bits));
  let [held, count, at] = [0, 0, 0];
  for (let i = 0; i < numbers.length; i++) {
    held |= (numbers[i] as number) << count;
    for (count += bits; count >= 8; count -= 8) {
      packed[at++] = held & 0xff;
      held >>>= 8;
    }
  }
  if (count > 0) packed[at] = held;
  return packed;
}

/** What `packBits` was given. */
export function unpackBits(
  packed: ArrayLike<number>,
  bits: number,
  length: number,
): Uint16Array<ArrayBuffer> {
  const numbers = new Uint16Array(length);
  const mask = 2 ** bits - 1;
  let [held, count, at] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    for (; count < bits; count += 8) held |= (packed[at++] ?? 0) << count;
    numbers[i] = held & mask;
    held >>>= bits;
    count -= bits;
  }
  return numbers;
}

export const packedLength = (numbers: number, bits: number): number => Math.ceil((numbers * bits) / 8);
