import { crc32 as zlibs } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('crc32', () => {
  it('gives the check value of the catalogue of CRC algorithms, and nought for nothing', () => {
    expect(crc32(bytes('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });

  it('is zlib’s, in one piece or two, wherever the bytes begin', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (all, cut) => {
        const at = Math.min(cut, all.length);
        expect(crc32(all)).toBe(zlibs(all));
        expect(crc32(all.subarray(at), crc32(all.subarray(0, at)))).toBe(zlibs(all));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
