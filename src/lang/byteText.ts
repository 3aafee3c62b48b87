/**
 * Numbers as bytes and back, for what travels in a link. The reader trusts nothing: it stops at the end of the bytes and
 * at every number outside its range.
 */

import { inEnglish, type Said, words } from './sentence.ts';

/** Thrown by the reader. */
export class BrokenBytes extends Error {
  /** For a person to read. */
  readonly expected: Said;
  constructor(expected: Said) {
    super(inEnglish(expected));
    this.expected = expected;
  }
}

export interface ByteWriter {
  /** A whole number from 0 to 2³² − 1, seven bits a byte, lowest first. */
  whole(value: number): void;
  /** A whole number of either sign, folded so that small ones stay short: 0, −1, 1, −2, … */
  signed(value: number): void;
  /** Seven significant digits in four bytes; NaN where there is no number. */
  real(value: number): void;
  bytes(): Uint8Array<ArrayBuffer>;
}

export function byteWriter(): ByteWriter {
  const bytes: number[] = [];
  const whole = (value: number) => {
    let rest = value;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  };
  return {
    whole,
    signed: (value) => whole(value < 0 ? -2 * value - 1 : 2 * value),
    real(value) {
      const view = new DataView(new ArrayBuffer(4));
      view.setFloat32(0, value);
      for (let i = 0; i < 4; i++) bytes.push(view.getUint8(i));
    },
    bytes: () => Uint8Array.from(bytes),
  };
}

export interface ByteReader {
  /** @throws BrokenBytes where it is not from `least` to `most`. */
  whole(least: number, most: number): number;
  signed(): number;
  /** NaN is passed on; infinities are not. */
  real(): number;
  /** @throws BrokenBytes where bytes are left. */
  end(): void;
}

const largest = 2 ** 32 - 1;

export function byteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (count: number) => {
    if (at + count > bytes.length) throw new BrokenBytes(words`results that are whole; these end too early`);
    at += count;
    return at - count;
  };
  const whole = (least: number, most: number) => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = view.getUint8(take(1));
      value += (byte & 127) * scale;
      if (value > largest) throw new BrokenBytes(words`numbers of at most 32 bits`);
      if (byte < 128) break;
    }
    if (value < least || value > most)
      throw new BrokenBytes(words`a number from ${least} to ${most} where ${value} stands`);
    return value;
  };
  return {
    whole,
    signed() {
      const folded = whole(0, largest);
      return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    },
    real() {
      const value = view.getFloat32(take(4));
      if (Math.abs(value) === Number.POSITIVE_INFINITY) throw new BrokenBytes(words`finite numbers`);
      return value;
    },
    end() {
      if (at < bytes.length) throw new BrokenBytes(words`results and nothing after them`);
    },
  };
}
